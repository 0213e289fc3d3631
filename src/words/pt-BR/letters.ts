import { ofChats } from '../../kit/platform.ts';
import { ptBR as format } from '../format.ts';
import { platforms } from './platforms.ts';

/** The letters of a connection: subject, paragraphs, the button's label, and the small print below. */
export const letters = {
  /** Onde se resolve o que a carta conta. */
  desk: (where: string) => `Abrir ${where}`,
  hello: (name: string) => (name ? `Olá, ${name}.` : 'Olá.'),
  invitation: {
    subject: (firm: string) => `${firm} quer se conectar à sua empresa`,
    reminder: (firm: string) => `Lembrete: ${firm} aguarda a sua resposta`,
    paragraphs: (firm: string, company: string) => [
      `O escritório de contabilidade ${firm} convida ${company} a compartilhar com o escritório os dados da Conta Azul.`,
      'Depois de conectar e autorizar o acesso, o escritório consulta os dados financeiros e baixa os documentos do mês, e você não precisa mais enviá-los.',
      'Abra a página abaixo para ver exatamente o que será compartilhado. Você decide: pode aceitar, recusar, e desconectar quando quiser.',
    ],
    button: 'Ver o convite',
    footer: (firm: string, phone: string, until: string) =>
      `O convite é válido até ${until}, ou até você responder. Dúvidas? Fale com ${firm}${phone ? `, ${phone}` : ''}. Se você não conhece este escritório, ignore este e-mail.`,
  },
  asked: {
    subject: (company: string) => `${company} pede para se conectar ao escritório`,
    /** `where`: a plataforma em que o aviso está, se algum canal recebe avisos. */
    paragraphs: (company: string, where?: string) => [
      `${company} quer compartilhar com o seu escritório os dados da Conta Azul.`,
      where
        ? `Aceite ou recuse no canal do escritório (${where}), no aviso do pedido ou com /conexoes.`
        : 'Aceite ou recuse com /conexoes.',
    ],
    button: (where: string) => `Abrir o pedido (${where})`,
    footer: 'Você recebe este e-mail porque administra o escritório na Carteira.',
  },
  answered: {
    accepted: (firm: string) => `${firm} aceitou o seu pedido`,
    declined: (firm: string) => `${firm} não aceitou o seu pedido`,
    /** `source`: onde ainda falta autorizar o acesso, quando é possível. */
    acceptedText: (firm: string, company: string, source?: string) => [
      `${company} está conectada a ${firm}.`,
      ...(source
        ? [
            `Falta um passo: autorizar o acesso na ${source}. O botão está na página abaixo; até lá, o escritório não consulta nada.`,
          ]
        : []),
      'Na página abaixo, você pode ver as suas conexões e se desconectar quando quiser.',
    ],
    declinedText: (firm: string, reason: string) => [
      `O escritório ${firm} não aceitou o pedido de conexão.`,
      ...(reason ? [`Motivo: ${reason}`] : []),
      'Se achar que foi engano, fale com o escritório ou envie outro pedido.',
    ],
    button: 'Minhas conexões',
    footer: (firm: string, phone: string) => `Dúvidas? Fale com ${firm}${phone ? `, ${phone}` : ''}.`,
  },
  decided: {
    accepted: (company: string) => `${company} aceitou o convite`,
    declined: (company: string) => `${company} recusou o convite`,
    acceptedText: (company: string) => [`${company} aceitou o convite e está conectada ao escritório.`],
    declinedText: (company: string, reason: string) => [
      `${company} recusou o convite.`,
      ...(reason ? [`Motivo: ${reason}`] : []),
    ],
    footer: 'Você recebe este e-mail porque administra o escritório na Carteira.',
  },
  noFirm: {
    subject: (company: string) => `${company} procura o seu escritório de contabilidade`,
    paragraphs: (company: string) => [
      `${company} informou este e-mail como o do seu contador e quer se conectar pela Carteira.`,
      `Ainda não há um escritório com este e-mail. Para começar, um administrador adiciona a Carteira ${format.either(ofChats(platforms, ({ to }) => to))} do escritório e digita /configurar com este e-mail. Confirmado o e-mail, o pedido chega automaticamente. Ele aguarda por 30 dias.`,
    ],
    footer: 'Se você não é contador desta empresa, ignore este e-mail.',
  },
  authorize: {
    subject: (firm: string, source: string) => `${firm} pede a sua autorização na ${source}`,
    paragraphs: (firm: string, company: string, source: string) => [
      `${company} já está conectada ao escritório ${firm}. Falta só um passo: autorizar, na ${source}, o acesso aos dados.`,
      `Abra a página abaixo, entre com o seu login da ${source} e confirme. Depois disso o escritório consulta as finanças e baixa os documentos do mês, e você não precisa mais enviá-los.`,
      'O escritório não pode fazer pagamentos nem mudar a sua senha, e você desfaz quando quiser.',
    ],
    footer: (firm: string, phone: string, until: string) =>
      `O link é válido até ${until}, ou até você autorizar. Dúvidas? Fale com ${firm}${phone ? `, ${phone}` : ''}. Se você não conhece este escritório, ignore este e-mail.`,
  },
  disconnected: {
    subject: (firm: string) => `${firm} encerrou a conexão com a sua empresa`,
    paragraphs: (firm: string, company: string) => [
      `O escritório ${firm} encerrou a conexão com ${company} e deixou de receber os dados da empresa na Conta Azul.`,
      'Você não precisa fazer nada. Para voltar a compartilhar, o escritório envia um novo convite.',
    ],
    footer: (firm: string, phone: string) => `Dúvidas? Fale com ${firm}${phone ? `, ${phone}` : ''}.`,
  },
  lost: {
    subject: (company: string) => `${company} se desconectou do escritório`,
    paragraphs: (company: string) => [
      `${company} encerrou a conexão com o escritório na Conta Azul. Os dados da empresa deixam de chegar; o histórico fica na carteira.`,
      'Se foi engano, envie um novo convite com /convidar.',
    ],
    footer: 'Você recebe este e-mail porque administra o escritório na Carteira.',
  },
  access: {
    subject: {
      revoked: (company: string) => `${company} revogou a autorização na Conta Azul`,
      expired: (company: string) => `A autorização de ${company} na Conta Azul venceu`,
    },
    paragraphs: {
      revoked: (company: string) => [
        `${company} revogou a autorização na Conta Azul, e o acesso a finanças e documentos foi interrompido. A conexão com o escritório continua.`,
        'Se foi engano, peça ao cliente que autorize de novo na página dele, em Meu contador.',
      ],
      expired: (company: string) => [
        `A autorização de ${company} na Conta Azul venceu, e o acesso a finanças e documentos foi interrompido. Ninguém a revogou.`,
        'Peça ao cliente que autorize de novo na página dele, em Meu contador.',
      ],
    },
    footer: 'Você recebe este e-mail porque administra o escritório na Carteira.',
  },
  left: {
    subject: (company: string) => `${company} se desconectou e pediu a eliminação dos dados`,
    paragraphs: (company: string) => [
      `${company} encerrou a conexão com o escritório e excluiu a própria conta na Carteira, como a LGPD permite.`,
      'O cadastro na sua carteira continua sendo do escritório. Se não houver obrigação legal de guardá-lo, elimine os dados com /cliente, em Dados pessoais (LGPD).',
    ],
    footer: 'Você recebe este e-mail porque administra o escritório na Carteira.',
  },
  address: {
    subject: (firm: string) => `Confirme o e-mail de ${firm}`,
    subjectAsked: (company: string) => `${company} procura o seu escritório de contabilidade`,
    paragraphs: (firm: string) => [
      `Alguém informou este e-mail como sendo do escritório ${firm}.`,
      'Confirme na página abaixo: só então os clientes que o digitarem encontram o escritório e os pedidos deles chegam por e-mail.',
    ],
    paragraphsAsked: (company: string) => [
      `${company} informou este e-mail como o do seu contador e quer se conectar pela Carteira.`,
      'Confirme na página abaixo de qual escritório é este e-mail: o pedido chega no mesmo instante.',
    ],
    button: 'Confirmar o e-mail',
    footer: (days: number) =>
      `O link é válido por ${days} dias. Se você não conhece o escritório nem a empresa, ignore este e-mail: nada acontece.`,
  },
  expired: {
    subject: (company: string) => `O convite a ${company} expirou sem resposta`,
    paragraphs: (company: string, email: string) => [
      `Ninguém respondeu ao convite enviado a ${company}, em ${email}.`,
      'Para enviar de novo, clique em Reenviar na mensagem do convite, no canal de avisos ou em /conexoes, na aba Histórico.',
    ],
    footer: 'Você recebe este e-mail porque administra o escritório na Carteira.',
  },
  handover: {
    subject: (company: string, firm: string) => `Alguém pediu a ${firm} o cadastro de ${company}`,
    paragraphs: (firm: string, company: string, asker: string, until: string) => [
      `Quem usa o e-mail ${asker} pediu conexão ao escritório ${firm} com o CNPJ/CPF de ${company}, que hoje está conectada pelo seu e-mail. O escritório acredita que seja a mesma empresa.`,
      'Se foi você, ou alguém da sua empresa, confirme com “Sim, transferir”: a conexão e o cadastro passam para aquele e-mail, e as autorizações dadas pelo seu terminam.',
      'Se não foi, responda “Não fui eu”: nada muda, e o escritório fica sabendo.',
      `Sem resposta até ${until}, nada muda.`,
    ],
    button: 'Ver o pedido e responder',
    footer: (firm: string, phone: string) => `Dúvidas? Fale com ${firm}${phone ? `, ${phone}` : ''}.`,
  },
  handoverRefused: {
    subject: (company: string) => `${company}: “não fui eu”`,
    paragraphs: (company: string, asker: string) => [
      `Perguntamos ao e-mail que conectou ${company} se o cadastro podia ser transferido para ${asker}. A resposta foi: não fui eu. Nada mudou.`,
      'O pedido continua em /conexoes: você pode recusá-lo ou aceitá-lo como cliente novo, sem o número.',
    ],
    footer: 'Você recebe este e-mail porque administra o escritório na Carteira.',
  },
  signIn: {
    subject: 'Seu link para entrar',
    paragraphs: (minutes: number) => [
      'Use o link abaixo para entrar na página das suas conexões.',
      `Ele é válido por ${minutes} minutos, ou até você entrar.`,
    ],
    button: 'Entrar',
    footer: 'Se não foi você quem pediu, ignore este e-mail; ninguém entra sem ele.',
  },
};
