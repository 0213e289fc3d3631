import { strToU8, zipSync } from 'fflate';
import type { Day } from '../../../src/kit/days.ts';
import { chance, idOf } from './chance.ts';
import { type Company, partiesOf } from './company.ts';

export interface GoodsInvoice {
  key: string;
  number: number;
  issuedOn: Day;
  recipient: { name: string; document: string };
  /** Cents. */
  total: number;
  corrected: boolean;
}

export interface ServiceInvoice {
  id: string;
  saleId: string;
  number: number;
  rps: number;
  on: Day;
  total: number;
  customer: { name: string; document: string };
  status: string;
}

const pad = (n: number | string, width: number) => String(n).padStart(width, '0');
const daysIn = (month: string) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
/** Day of the `i`th of `n` in a month, weekends and all. */
const dayOf = (month: string, i: number, n: number): Day =>
  `${month}-${pad(1 + Math.floor((i / n) * daysIn(month)), 2)}`;
const monthsSince2020 = (month: string) => (Number(month.slice(0, 4)) - 2020) * 12 + Number(month.slice(5));

/** The last digit of an access key: mod 11 over characters less 48, weights 2 to 9 from the right. */
function checkDigit(key: string): number {
  const sum = [...key].reverse().reduce((total, each, i) => total + (each.charCodeAt(0) - 48) * (2 + (i % 8)), 0);
  return sum % 11 < 2 ? 0 : 11 - (sum % 11);
}

const mostRemembered = 100;
const remembered = new Map<string, ReadonlyMap<string, GoodsInvoice>>();

/** By their keys. They are the same whenever they are asked for, and each is asked for by itself: the last few months are remembered. */
function goodsByKey(company: Company, month: string): ReadonlyMap<string, GoodsInvoice> {
  const { document, trade, goodsInvoices, serviceInvoices, revenue } = company;
  const what = JSON.stringify([document, trade, goodsInvoices, serviceInvoices, revenue, month]);
  const known = remembered.get(what) ?? new Map(makeGoods(company, month).map((each) => [each.key, each]));
  remembered.delete(what);
  remembered.set(what, known);
  if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value!);
  return known;
}

/** The goods invoices (NF-e) a company issued in a month. */
export const goodsInvoicesOf = (company: Company, month: string): GoodsInvoice[] => [
  ...goodsByKey(company, month).values(),
];

function makeGoods(company: Company, month: string): GoodsInvoice[] {
  const luck = chance(`${company.document}|nfe|${month}`);
  const { customers } = partiesOf(company);
  const count = company.goodsInvoices;
  const mean = company.revenue / Math.max(1, count + company.serviceInvoices);
  return Array.from({ length: count }, (_, i) => {
    const number = monthsSince2020(month) * count + i + 1;
    const head = `35${month.slice(2).replace('-', '')}${company.document}55001${pad(number, 9)}1${pad(luck.between(0, 99_999_999), 8)}`;
    return {
      key: head + checkDigit(head),
      number,
      issuedOn: dayOf(month, i, count),
      recipient: luck.pick(customers),
      total: Math.max(900, Math.round(mean * (0.4 + luck.next() * 1.2))),
      corrected: luck.often(0.05),
    };
  });
}

/** The service invoices (NFS-e) of a month. */
export function serviceInvoicesOf(company: Company, month: string): ServiceInvoice[] {
  const luck = chance(`${company.document}|nfse|${month}`);
  const { customers } = partiesOf(company);
  const count = company.serviceInvoices;
  const mean = company.revenue / Math.max(1, count + company.goodsInvoices);
  return Array.from({ length: count }, (_, i) => {
    const number = monthsSince2020(month) * count + i + 1;
    return {
      id: idOf(`${company.document}|nfse|${number}`),
      saleId: idOf(`${company.document}|sale|${number}`),
      number,
      rps: 60_000 + number,
      on: dayOf(month, i, count),
      total: Math.max(900, Math.round(mean * (0.4 + luck.next() * 1.2))),
      customer: luck.pick(customers),
      status: luck.often(0.95) ? 'EMITIDA' : luck.pick(['CANCELADA', 'AGUARDANDO_RETORNO', 'FALHA']),
    };
  });
}

const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const reais = (cents: number) => (cents / 100).toFixed(2);

function xmlOf(company: Company, invoice: GoodsInvoice): string {
  const { key, number, issuedOn, recipient, total } = invoice;
  const tag = recipient.document.length === 14 ? 'CNPJ' : 'CPF';
  return `<?xml version="1.0" encoding="UTF-8"?>
<nfeProc xmlns="http://www.portalfiscal.inf.br/nfe" versao="4.00"><NFe><infNFe Id="NFe${key}" versao="4.00">
<ide><cUF>35</cUF><natOp>Venda de mercadoria</natOp><mod>55</mod><serie>1</serie><nNF>${number}</nNF><dhEmi>${issuedOn}T10:30:00-03:00</dhEmi><tpNF>1</tpNF><tpAmb>2</tpAmb></ide>
<emit><CNPJ>${company.document}</CNPJ><xNome>${escaped(company.name)}</xNome><xFant>${escaped(company.tradeName)}</xFant></emit>
<dest><${tag}>${recipient.document}</${tag}><xNome>${escaped(recipient.name)}</xNome></dest>
<det nItem="1"><prod><cProd>001</cProd><xProd>MERCADORIA DO SIMULADOR LOCAL, SEM VALOR FISCAL</xProd><NCM>19059090</NCM><CFOP>5102</CFOP><uCom>UN</uCom><qCom>1.0000</qCom><vUnCom>${reais(total)}</vUnCom><vProd>${reais(total)}</vProd></prod></det>
<total><ICMSTot><vProd>${reais(total)}</vProd><vNF>${reais(total)}</vNF></ICMSTot></total>
</infNFe></NFe><protNFe versao="4.00"><infProt><tpAmb>2</tpAmb><chNFe>${key}</chNFe><cStat>100</cStat><xMotivo>Autorizado o uso da NF-e (simulador)</xMotivo></infProt></protNFe></nfeProc>
`;
}

/** The file of an invoice: XML, or a ZIP with the event that corrected it. */
export function fileOf(company: Company, invoice: GoodsInvoice): Uint8Array {
  const xml = strToU8(xmlOf(company, invoice));
  if (!invoice.corrected) return xml;
  const event = `<?xml version="1.0" encoding="UTF-8"?>
<procEventoNFe versao="1.00" xmlns="http://www.portalfiscal.inf.br/nfe"><evento versao="1.00"><infEvento><chNFe>${invoice.key}</chNFe><tpEvento>110110</tpEvento><nSeqEvento>1</nSeqEvento><detEvento versao="1.00"><descEvento>Carta de Correcao</descEvento><xCorrecao>Dados adicionais corrigidos no simulador local</xCorrecao></detEvento></infEvento></evento></procEventoNFe>
`;
  const mtime = `${invoice.issuedOn}T12:00:00Z`;
  return zipSync(
    { [`XML_${invoice.key}.xml`]: [xml, { mtime }], [`EVENTO_${invoice.key}_1.xml`]: [strToU8(event), { mtime }] },
    { level: 6 },
  );
}

/** The invoice with a key; the key itself says the month. */
export function invoiceByKey(company: Company, key: string): GoodsInvoice | undefined {
  const found = /^35(\d\d)(\d\d)/.exec(key);
  return found ? goodsByKey(company, `20${found[1]}-${found[2]}`).get(key) : undefined;
}
