import { describe, expect, it } from 'vitest';
import { whatsapp } from '../../src/terms/phone.ts';

describe('a phone in WhatsApp', () => {
  it.each([
    ['(11) 98765-4321', '5511987654321'],
    ['11 98765 4321', '5511987654321'],
    ['+55 (11) 98765-4321', '5511987654321'],
    ['55 11 98765-4321', '5511987654321'],
    ['011 98765-4321', '5511987654321'],
    ['+351 912 345 678', '351912345678'],
    ['00351 912 345 678', '351912345678'],
  ])('%s is reached at %s', (phone, number) => {
    expect(whatsapp(phone, 'Olá, Rosa & Cia!')).toBe(`https://wa.me/${number}?text=Ol%C3%A1%2C%20Rosa%20%26%20Cia!`);
  });
  it.each([[''], ['98765-4321'], ['(11) 3456-7890'], ['0800 123 4567'], ['ramal 22'], ['+55 11 3456-7890'], ['+1 2']])(
    '%s is not: a landline, without an area code, or no phone',
    (phone) => {
      expect(whatsapp(phone, 'Olá')).toBeUndefined();
    },
  );
});
