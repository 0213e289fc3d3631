FROM node:22-bookworm AS build
WORKDIR /app
COPY . .
RUN npm ci --omit=dev

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build --chown=node:node /app /app
RUN mkdir -p data && chown node:node data
USER node
VOLUME /app/data
EXPOSE 3000
CMD ["node", "--enable-source-maps", "dist/main.js"]
