/** How many days before a renewal Conta Azul wants to be told. */
export const noticeDays = { payer: 15, renewal: 15, package: 30 } as const;
