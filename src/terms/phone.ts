/**
 * Where WhatsApp opens a conversation with a phone as people write it: a Brazilian mobile with its area code, or any number that says its
 * country. Undefined for what may be a landline, has no area code or is no phone. Digits as https://faq.whatsapp.com/5913398998672934 wants them.
 */
export function whatsapp(phone: string, text: string): string | undefined {
  const digits = phone.replace(/\D/g, '').replace(/^00/, '');
  const abroad = /^\s*(?:\+|00)/.test(phone) && !digits.startsWith('55');
  const mobile = /^(?:55)?0?([1-9]\d9\d{8})$/.exec(digits)?.[1];
  const number = abroad ? (digits.length >= 8 && digits.length <= 15 ? digits : undefined) : mobile && `55${mobile}`;
  return number && `https://wa.me/${number}?text=${encodeURIComponent(text)}`;
}
