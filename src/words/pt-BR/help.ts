export const help = {
  /** O cliente da demonstração que os exemplos nomeiam. */
  sample: { name: 'padaria da vila', word: 'padaria', document: 'AG.C10.185/0001-94' },
  title: 'ajuda',
  summary: 'Mostra o que posso fazer e como pedir',
  heading: 'O que posso fazer',
  intro: 'Digite um comando, ou escolha um abaixo para ver opções e exemplos.',
  choose: 'Ver detalhes de um comando',
  options: 'Opções',
  exampleAll: 'Todos os comandos',
  exampleOne: 'Um comando, com exemplos',
  command: { typed: 'comando', label: 'Comando', hint: 'O comando que você quer entender' },
};
