import { variables } from '../config.ts';

/** `.env.example`: every variable with what it is for, commented out, with its default. */
export const envExample = (): string =>
  [
    '# Copy to .env and fill in what you need. Nothing is required: with nothing set, `npm start` runs the demo.',
    '# Generated from src/config.ts and adapters/*/platform.ts by `npm run derive`.',
    ...variables.map(({ name, description, fallback }) => {
      const value = fallback === undefined ? '' : /[\s<>#"']/.test(fallback) ? `"${fallback}"` : fallback;
      return `\n# ${description}\n# ${name}=${value}`;
    }),
    '',
  ].join('\n');
