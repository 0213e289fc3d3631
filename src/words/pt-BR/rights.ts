import { ofChats } from '../../kit/platform.ts';
import { ptBR as format } from '../format.ts';
import { told } from './personal-data.ts';
import { platforms } from './platforms.ts';

export const rights = {
  told,
  file: 'dados',
  button: 'Dados pessoais (LGPD)',
  exported:
    'Aqui está tudo o que guardamos sobre este cliente: uma página para ler e um arquivo JSON para sistemas. Entregue os dois a quem pediu, e a mais ninguém.',
  eraseTitle: (name: string) => `Dados de ${name}`,
  eraseText:
    'Você pode baixar tudo o que guardamos sobre este cliente, ou eliminar os dados definitivamente. Não há como desfazer.',
  eraseGoes:
    'O que é eliminado: o cadastro, o histórico de licenças, as exportações, os ZIPs e documentos recebidos, e o acesso aos dados na Conta Azul. No chat, apagamos o nome nos avisos de conexão, nos resumos (de qualquer data), nos avisos e nas mensagens com ZIP; o arquivo sai junto.',
  eraseStays:
    'O que fica: que houve um convite ou pedido e como terminou, e a prova do consentimento (LGPD, art. 8º, § 2º), por 5 anos, sem dizer de quem; e o registro de quem fez o quê, só com códigos.',
  eraseChat:
    'O que não alcançamos: respostas que só uma pessoa vê, listas e números que alguém compartilhou em um canal, arquivos já baixados, arquivos que o Slack não nos deixa apagar e e-mails já entregues. Esses ficam com quem os recebeu: apague-os lá.',
  exportFirst: 'Baixar os dados',
  eraseYes: 'Eliminar definitivamente',
  eraseNo: 'Cancelar',
  erased: 'Os dados deste cliente foram eliminados. Os avisos no chat mudam em instantes.',
  kept: 'Nada foi eliminado.',
  takenBack: 'Esta mensagem citava um cliente cujos dados foram eliminados a pedido (LGPD).',
  connected: 'Este cliente está conectado. Desconecte primeiro; depois os dados podem ser eliminados.',
  pending:
    'Há um convite ou pedido aguardando resposta. Cancele ou recuse em /conexoes; depois os dados podem ser eliminados.',
  firm: {
    close: 'Encerrar a conta',
    closeTitle: (firm: string) => `Encerrar a conta de ${firm}?`,
    closeText: (days: number) =>
      `A conta é encerrada em ${days} dias. Até lá tudo continua funcionando, e qualquer administrador pode desistir em /configurar. Depois não há como desfazer.`,
    closeGoes:
      'O que é eliminado: clientes, licenças, conexões, documentos, resumos, a equipe e todo o histórico. As autorizações na Conta Azul são devolvidas, e cada cliente conectado recebe um e-mail.',
    closeStays:
      'O que fica: a conta de quem também está ligado a outro escritório aqui, com o que é desse outro escritório. As demais contas dos seus clientes são eliminadas.',
    closeTake:
      'Antes, leve tudo: a lista de clientes sai em /clientes, com Exportar; o responsável pelo servidor pode levar todos os dados e documentos com node dist/cli.js firm export.',
    closeChat: `As mensagens que já estão ${format.either(ofChats(platforms, ({ at }) => at))} são do workspace ou servidor de vocês e ficam lá.`,
    closeYes: 'Encerrar a conta',
    closeNo: 'Cancelar',
    closing: (at: string) => `A conta será encerrada em ${at}. Os canais de avisos foram informados.`,
    closesAt: 'Encerramento da conta',
    keep: 'Manter a conta',
    kept: 'A conta continua. O encerramento foi cancelado.',
    nothing: 'Nada mudou.',
    notClosing: 'Não há encerramento marcado.',
    closingSoon: (firm: string, at: string) =>
      `Um administrador pediu o encerramento da conta de ${firm} na Carteira, em ${at}. Qualquer administrador pode desistir em /configurar.`,
    farewell: (firm: string) =>
      `A conta de ${firm} na Carteira foi encerrada e os dados estão sendo eliminados. Vocês já podem remover o aplicativo daqui.`,
  },
  memberTerm: (years: number) =>
    `O nome e o e-mail ficam por ${years} anos no registro de quem fez o quê, caso o escritório precise prestar contas, e depois são eliminados. Se preferir, elimine agora.`,
  memberErase: 'Eliminar nome e e-mail agora',
  memberErased: (id: string) => `Nome e e-mail eliminados. No registro de quem fez o quê, essa pessoa agora é #${id}.`,
  memberBefore: 'O nome e o e-mail dessa pessoa já foram eliminados.',
  memberThere: (name: string) => `${name} ainda faz parte da equipe. Remova o acesso primeiro.`,
  gone: 'Este cliente não está mais na carteira.',
};
