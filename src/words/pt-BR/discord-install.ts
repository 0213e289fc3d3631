/** What a browser reads that adds the bot to a server of Discord. */
export const discordInstall = {
  done: {
    founded: {
      title: 'A Carteira está no seu Discord',
      text: (firm: string) =>
        `Criei o escritório ${firm}, e você é o primeiro administrador. Escrevi para você no Discord com os próximos passos; se a mensagem não chegou, digite /configurar no servidor.`,
    },
    joined: {
      title: 'A Carteira está no seu Discord',
      text: (firm: string) =>
        `O servidor agora é do escritório ${firm}, e você é administrador. Escrevi para você no Discord com os próximos passos; se a mensagem não chegou, digite /ajuda no servidor.`,
    },
    known: {
      title: 'A Carteira está pronta de novo',
      text: (firm: string) => `O servidor continua sendo do escritório ${firm}, com tudo o que já estava lá.`,
    },
    badCode: {
      title: 'A Carteira está no seu Discord, sem escritório',
      text: () => 'O código do link não vale mais. Para continuar, digite /configurar no servidor.',
    },
  },
  open: 'Abrir o Discord',
  refused: {
    title: 'Nada foi instalado',
    text: 'Você cancelou no Discord, então nada mudou. Se foi sem querer, comece de novo.',
  },
  stale: {
    title: 'Este endereço não vale mais',
    text: 'Ele vale por dez minutos, uma vez só, e apenas no navegador em que você começou. Comece de novo.',
  },
  broken: {
    title: 'O Discord não concluiu a instalação',
    text: 'Não recebi do Discord a autorização. Comece de novo em instantes.',
  },
  again: 'Adicionar ao Discord',
};
