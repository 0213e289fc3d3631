export const pageScript: string;
/** Makes the script of the console's page; gives the files that it was made of. */
export function buildPage(): Promise<string[]>;
