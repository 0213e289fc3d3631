const at = new Intl.DateTimeFormat('pt-BR', { dateStyle: 'short', timeStyle: 'short', timeZone: 'America/Sao_Paulo' });

export const mail = {
  /** Quem assina um e-mail ao cliente. */
  via: (firm: string) => `${firm.slice(0, 100)} (via Carteira)`,
  /** Under a mail's button. */
  otherwise: 'Se o botão não abrir, copie este endereço no navegador:',
  mailbox: {
    lang: 'pt-BR',
    title: 'Caixa de e-mails',
    lead: 'Os e-mails que eu enviaria, como chegariam. Nada sai desta máquina.',
    empty: 'Nenhum e-mail ainda. Convide um cliente com /convidar, e o convite aparece aqui.',
    from: 'De',
    to: 'Para',
    subject: 'Assunto',
    at: 'Enviado em',
    when: (date: Date) => at.format(date),
    back: 'Todos os e-mails',
    refresh: 'Atualizar',
    shown: 'Como chega',
    plain: 'Só texto',
    headers: 'Cabeçalhos',
    gone: 'Este e-mail não está mais aqui.',
    refused:
      'Esta página só abre nesta máquina, e só com a chave. Abra antes o endereço completo que apareceu no terminal quando a Carteira começou (…/console?key=…).',
    broken: (reference: string) =>
      `Algo deu errado ao ler os e-mails. Tente de novo em instantes; se continuar, informe o código ${reference}.`,
  },
};
