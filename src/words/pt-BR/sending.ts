import { ptBR as format } from '../format.ts';
import { mesAno } from './moment.ts';

/** The page on which a client sends documents, and the one on which people of the firm download them. */
export const sending = {
  lang: 'pt-BR',
  name: 'Carteira',
  title: (firm: string) => `Enviar documentos a ${firm}`,
  lead: (company: string, month: string | undefined) =>
    month ? `Documentos de ${company}, para fechar a competência de ${mesAno(month)}.` : `Documentos de ${company}.`,
  files: 'Fotos ou arquivos',
  hint: 'PDF, JPEG ou PNG, até 10 MB cada um e 30 MB de uma vez. No celular você pode fotografar na hora.',
  note: 'Recado para o escritório (opcional)',
  send: 'Enviar',
  until: (day: string) =>
    `Este link é válido até ${day}, quantas vezes for preciso. Ele só serve para enviar documentos, não para ver.`,
  doubts: (firm: string, phone: string) => `Dúvidas? Fale com ${firm}${phone ? `, ${phone}` : ''}.`,
  taken: (n: number) => format.count(n, 'documento recebido', 'documentos recebidos'),
  takenText: (firm: string) => `Obrigado! ${firm} já pode consultar.`,
  refused: (n: number) => format.count(n, 'arquivo não foi aceito', 'arquivos não foram aceitos'),
  more: 'Enviar mais',
  nothing: 'Escolha pelo menos um arquivo.',
  why: {
    empty: 'está vazio',
    tooLarge: 'passa de 10 MB; fotografe com menos resolução ou divida o PDF',
    heic: 'é uma foto HEIC do iPhone; em Ajustes › Câmera › Formatos escolha Mais Compatível, ou envie uma captura de tela',
    office: 'é do Word ou do Excel; salve como PDF e envie de novo',
    zip: 'é um arquivo compactado; envie os documentos de dentro dele, um por um',
    picture: 'é uma imagem de outro tipo; salve como JPEG ou PNG',
    xml: 'é um XML; as suas notas o escritório já baixa sozinho. Envie o PDF, se for de um fornecedor',
    broken: 'está incompleto ou danificado; abra o original, salve de novo e envie',
    other: 'não é PDF, JPEG nem PNG',
  },
  closed: {
    title: 'Este link não funciona mais',
    text: 'Peça ao escritório um link novo, ou entre na sua página para enviar por lá.',
    mine: 'Ir para a minha página',
  },
  tooMuch: {
    title: 'Arquivos demais de uma vez',
    text: 'Envie no máximo 30 MB por vez e volte para enviar o restante.',
  },
  busy: { title: 'Muitos envios neste momento', text: 'Nada se perdeu. Aguarde um minuto e envie de novo.' },
  foreign: { title: 'A página expirou', text: 'Recarregue a página e envie de novo. Nada foi enviado até agora.' },
  slowDown: { title: 'Muitas tentativas em pouco tempo', text: 'Aguarde um minuto e tente de novo.' },
  broken: {
    title: 'Algo deu errado',
    text: (reference: string) =>
      `O erro já foi registrado. Tente de novo em alguns minutos; se continuar, informe o código ${reference}.`,
  },
  // Para o escritório
  zips: (month: string) => `Documentos da competência ${month}`,
  zipsLead: (n: number, until: string) =>
    `${format.count(n, 'arquivo', 'arquivos')}. Este link é válido até ${until}. Não o encaminhe: quem tem o link pode baixar os arquivos.`,
  zipsGone: {
    title: 'Este link não funciona mais',
    text: 'Um link de arquivos é válido por 5 minutos, só para quem clicou. Volte à mensagem no chat e clique em Baixar os arquivos, ou abra o pedido com /documentos. Os arquivos ficam guardados por 7 dias.',
  },
  download: 'Baixar',
};
