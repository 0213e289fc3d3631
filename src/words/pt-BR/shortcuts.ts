import type { Shortcuts } from '../shortcuts.ts';

export const shortcuts: Shortcuts = {
  heading: 'Atalhos',
  on: {
    message: 'No menu de uma mensagem',
    person: 'No menu de uma pessoa',
    anywhere: 'De qualquer lugar',
  },
  inviteFromMessage: {
    title: 'Convidar este cliente',
    summary:
      'Abre o convite com o nome, o CNPJ, o e-mail e o telefone que a mensagem traz; nada é enviado antes de você conferir',
  },
  invitePerson: {
    title: 'Convidar este cliente',
    summary: 'Abre o convite com esta pessoa como contato; nada é enviado antes de você conferir',
  },
  invite: { title: 'Convidar cliente', summary: 'Abre o convite em branco, como /convidar' },
  find: { title: 'Procurar cliente', summary: 'Procura pelo nome, CNPJ, CPF ou e-mail, como /cliente' },
  attach: {
    title: 'Anexar ao cliente',
    summary: 'Guarda o texto da mensagem, e o link para ela, nas observações de um cliente',
  },
  importSheet: {
    title: 'Importar esta planilha',
    summary: 'Mostra o que a planilha da mensagem mudaria na carteira, como /importar',
  },
  findForm: 'Procurar cliente',
  open: 'Abrir',
  attachForm: 'Anexar ao cliente',
  attachSubmit: 'Guardar',
  note: {
    typed: 'texto',
    label: 'O que guardar',
    hint: 'Vai para o fim das observações do cliente, com a data de hoje',
  },
  files: (names) => `Arquivos: ${names}`,
  noted: 'anotado nas observações',
  noNote: 'Escreva o que guardar.',
  noClient: (typed) => `Não encontrei “${typed}” na carteira.`,
  severalClients: (typed, names) =>
    `Há mais de um cliente para “${typed}”: ${names}. Escreva o CNPJ ou o nome completo.`,
  noRoom: (left) =>
    left > 0
      ? `Nas observações deste cliente cabem só mais ${left} caracteres. Encurte o texto.`
      : 'As observações deste cliente estão cheias. Apague algo nelas antes.',
  noSheet: 'Esta mensagem não tem planilha. Envie o arquivo aqui.',
};
