import { ptBR as format } from '../format.ts';

export const digestNotices = {
  // Avisos na hora
  topic: {
    asked: 'Pedido de conexão recebido',
    accepted: 'Convite aceito',
    declined: 'Convite recusado',
    expiredRequest: 'Convite expirado',
    disconnected: 'Cliente desconectado',
    expiredLicense: 'Plano vencido',
    received: 'Documentos enviados por cliente',
    failed: 'Falha na entrega',
  },
  watchHeading: 'Avisos na hora',
  watchText:
    'O que acontece em 5 minutos chega em uma mensagem só. Quando um cliente envia documentos, o aviso vai para o canal de avisos, até que outro seja escolhido.',
  watchNone: 'Nenhum canal recebe avisos ainda.',
  watchHere: 'Avisar neste canal',
  watchElsewhere: 'Outro canal',
  watchColumn: { topic: 'Aviso', channels: 'Canais' },
  watchSaved: 'Salvo.',
  noticeTitle: (n: number) => format.count(n, 'novidade', 'novidades'),
  event: {
    asked: (name: string) => `${name} pede para se conectar`,
    accepted: (name: string) => `${name} aceitou o convite`,
    declined: (name: string) => `${name} recusou o convite`,
    expiredRequest: (name: string) => `O convite a ${name} expirou sem resposta`,
    disconnected: (name: string) => `${name} foi desconectado`,
    expiredLicense: (name: string) => `O plano de ${name} venceu`,
    received: (name: string, n: number) => `${name} enviou ${format.count(n, 'documento', 'documentos')}`,
    failed: (name: string) => name,
  },
  eventMore: (n: number) => `E mais ${format.number(n)}.`,
  receivedFrom: (name: string) => `Documentos de ${name}`,
  eventGone: {
    removed: 'um cliente que foi excluído da carteira',
    erased: 'um cliente que pediu a eliminação dos dados',
  },
  again: 'Enviar de novo',
  againSent: 'A caminho de novo.',
  againGone: 'Esta mensagem já foi reenviada ou não existe mais. Nada foi enviado agora.',
  openInvitation: (name: string) => (name ? `Abrir o convite: ${name}` : 'Abrir o convite'),
  correct: (name: string) => (name ? `Corrigir e reenviar: ${name}` : 'Corrigir e reenviar'),
  correctTitle: 'Corrigir e reenviar',
  correctSubmit: 'Reenviar',
  correctSent: (address: string, saved: boolean) =>
    saved ? `A caminho de ${address}. O e-mail do cliente foi corrigido.` : `A caminho de ${address}.`,
  eventTimes: (what: string, n: number) => `${what} (${format.number(n)} vezes)`,

  // Um resumo que não chega
  pausedTitle: 'Um resumo foi pausado',
  pausedText: {
    gone: (what: string, where: string, reason: string) =>
      `O resumo “${what}” não pôde ser entregue em ${where}${reason ? ` (${reason})` : ''}. O envio foi pausado. Escolha outro destino, retome ou exclua.`,
    nobody: (what: string) =>
      `O resumo “${what}” não tem mais destinatário e foi pausado. Escolha outro destino, retome ou exclua.`,
  },
};
