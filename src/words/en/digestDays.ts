import { en as format } from '../format.ts';

export const digestDays = {
  daysHeading: 'Firm holidays',
  daysText: 'National holidays already count. Add city and state holidays, and the days when the firm is closed.',
  daysNone: 'No firm holidays yet.',
  daysCaption: (n: number) => format.count(n, 'holiday or recess', 'holidays or recesses'),
  addDay: 'Add holiday',
  dayGone: 'This holiday is no longer on the list. See the current list with /resumo.',
  dropDay: 'Remove holiday',
  span: (day: string, until: string) => `${day} to ${until}`,
  dayAdded: 'Holiday added. The next run of every digest takes it into account.',
  dayThere: 'It was already on the list, under this name. Nothing changed.',
  dayPast: (day: string) => `${day} has passed. Add holidays from today on.`,
  dayNational: (day: string, name: string) =>
    `${day} is a national holiday (${name}) and already counts. There is no need to add it.`,
  national: {
    newYear: 'New Year’s Day',
    tiradentes: 'Tiradentes',
    labour: 'Labor Day',
    independence: 'Independence Day',
    aparecida: 'Our Lady of Aparecida',
    souls: 'All Souls’ Day',
    republic: 'Proclamation of the Republic',
    christmas: 'Christmas',
    goodFriday: 'Good Friday',
    blackAwareness: 'Black Awareness Day',
  },
  renameAsk: (day: string, name: string, wanted: string) =>
    `${day} is already on the list as “${name}”. Rename it to “${wanted}”?`,
  renameYes: 'Rename',
  renameNo: 'Cancel',
  badSpan: 'The end is before the beginning, or the period is longer than 60 days.',
};
