import { ptBR as format } from '../format.ts';

export const digestDays = {
  daysHeading: 'Feriados do escritório',
  daysText:
    'Os feriados nacionais já contam. Adicione aqui os feriados municipais e estaduais e os dias em que o escritório não abre.',
  daysNone: 'Nenhum feriado cadastrado.',
  daysCaption: (n: number) => format.count(n, 'feriado ou recesso', 'feriados ou recessos'),
  addDay: 'Adicionar feriado',
  dayGone: 'Este feriado não está mais na lista. Veja a lista atual com /resumo.',
  dropDay: 'Remover feriado',
  span: (day: string, until: string) => `${day} a ${until}`,
  dayAdded: 'Feriado adicionado. O próximo envio de cada resumo já o considera.',
  dayThere: 'Já estava na lista, com este nome. Nada mudou.',
  dayPast: (day: string) => `${day} já passou. Adicione feriados de hoje em diante.`,
  dayNational: (day: string, name: string) =>
    `${day} é feriado nacional (${name}) e já conta. Não é preciso adicionar.`,
  national: {
    newYear: 'Confraternização Universal',
    tiradentes: 'Tiradentes',
    labour: 'Dia do Trabalho',
    independence: 'Independência',
    aparecida: 'Nossa Senhora Aparecida',
    souls: 'Finados',
    republic: 'Proclamação da República',
    christmas: 'Natal',
    goodFriday: 'Sexta-feira Santa',
    blackAwareness: 'Consciência Negra',
  },
  renameAsk: (day: string, name: string, wanted: string) =>
    `${day} já está na lista como “${name}”. Alterar o nome para “${wanted}”?`,
  renameYes: 'Alterar o nome',
  renameNo: 'Cancelar',
  badSpan: 'O fim vem antes do começo, ou o período passa de 60 dias.',
};
