/** 08:00 como se fala: 8h, 9h30. */
export const hora = (time: string): string => {
  const [h, m] = time.split(':') as [string, string];
  return `${Number(h)}h${m === '00' ? '' : m}`;
};
export const as = (time: string): string => (/^0?1:/.test(time) ? `à ${hora(time)}` : `às ${hora(time)}`);

/** 27/11/2026 às 17h46. */
export const instant = (at: Date, timeZone: string): string => {
  const day = new Intl.DateTimeFormat('pt-BR', { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' }).format(
    at,
  );
  return `${day} ${as(new Intl.DateTimeFormat('pt-BR', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at))}`;
};

/** outubro de 2026, como se escreve uma competência: outubro/2026. */
export const mesAno = (month: string): string => month.replace(' de ', '/');
