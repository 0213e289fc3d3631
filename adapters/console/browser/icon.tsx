const paths = {
  attach: 'M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.4 3.4 0 0 1 4.8 4.8l-8.6 8.6a1.7 1.7 0 0 1-2.4-2.4l7.9-7.9',
  bad: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16.5v.01',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  chevron: 'M6 9l6 6 6-6',
  circle: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18',
  close: 'M6 6l12 12M18 6L6 18',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  external: 'M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6',
  file: 'M14 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V7zM14 3v4h4',
  good: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M8 12.3l2.8 2.8L16 9.5',
  hash: 'M5 9h15M4 15h15M10 4L8 20M16 4l-2 16',
  mail: 'M4 5.5h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM3.5 7l8.5 6.5L20.5 7',
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14M16 16l4.5 4.5',
  send: 'M4.5 12h13M12 5.5l6.5 6.5-6.5 6.5',
  sort: 'M8 9.5l4-4 4 4M8 14.5l4 4 4-4',
  warn: 'M12 4L2.5 20h19zM12 10v4.5M12 17.3v.01',
} as const;

export type IconName = keyof typeof paths;

/** A picture beside words that say the same. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg viewBox="0 0 24 24" class={`icon icon-${name}`} aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
