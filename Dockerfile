# What an image needs to build is in the first stage only; the last holds what `npm run pack` copies, and runs as nobody in particular.
FROM node:22.23.3-bookworm AS build
WORKDIR /app
# Dependencies before sources: as long as these files are the same, so is this layer.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts && npm rebuild better-sqlite3
COPY . .
RUN npm run build && npm run pack -- /out

FROM node:22.23.3-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY --from=build /out /app
RUN install -d -m 700 -o node -g node /app/data
USER node
VOLUME /app/data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "--v8-pool-size=2", "--max-semi-space-size=8", "dist/main.js"]
