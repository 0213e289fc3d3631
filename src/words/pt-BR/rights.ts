export const rights = {
  button: 'Dados pessoais (LGPD)',
  exported: 'Aqui está tudo o que guardamos sobre este cliente. Entregue o arquivo a quem pediu, e a mais ninguém.',
  eraseTitle: (name: string) => `Dados de ${name}`,
  eraseText:
    'Você pode baixar tudo o que guardamos sobre este cliente, ou apagar de vez. Apagar leva o cadastro, o histórico de licenças e as exportações; dos convites e pedidos fica só que existiram e como terminaram, e a prova do consentimento, que a lei manda guardar. Não há como desfazer.',
  exportFirst: 'Baixar os dados',
  eraseYes: 'Apagar de vez',
  eraseNo: 'Voltar sem apagar',
  erased: 'Os dados deste cliente foram apagados.',
  kept: 'Nada foi apagado.',
  connected: 'Este cliente está conectado. Desconecte primeiro; depois os dados podem ser apagados.',
  pending: 'Há um convite ou pedido esperando resposta. Cancele ou recuse em /conexoes; depois os dados podem ser apagados.',
  gone: 'Este cliente não está mais na carteira.',
};
