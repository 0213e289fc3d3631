/** The first steps of the demo: the main job, from its beginning to its end. */
export const demo = {
  accept: (client: string) => `Aceite o pedido de ${client}`,
  acceptHow: 'O pedido chegou hoje e aguarda a sua resposta.',
  client: (client: string) => `Veja o que o cliente vê: aceite o convite de ${client}`,
  clientHow: 'Abra o e-mail que o cliente recebeu e responda por ele.',
  renew: (client: string) => `Renove o plano de ${client}, que vence hoje`,
  renewLate: (client: string) => `Renove o plano de ${client}, que venceu`,
  renewHow: 'Na ficha do cliente, abra a licença e clique em Renovar.',
  documents: (client: string) => `Baixe os documentos do mês de ${client}`,
  documentsHow: 'Notas, recibos e extratos, em um só ZIP.',
};
