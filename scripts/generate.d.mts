export function postgresSchema(text?: string): string;
export function generateClients(options?: { always?: boolean }): void;
