/** What the client's own pages say. */
export const portal = {
  lang: 'pt-BR',
  /** The switch says the other language's name in that language. */
  other: { locale: 'en', name: 'English' },
  name: 'Carteira',
  invitation: {
    title: (firm: string) => `${firm} quer se conectar à sua empresa`,
    lead: (company: string) => `O convite é para ${company}.`,
    sees: 'O que você autoriza',
    valid: (until: string) => `Você pode responder até ${until}.`,
    doubts: (firm: string, phone: string) => `Dúvidas? Fale com ${firm}${phone ? `, ${phone}` : ''}.`,
    register: 'Seus dados',
    registerWhy: 'Primeiro acesso: confira os dados da empresa.',
    email: 'E-mail (já confirmado por este link)',
    company: 'Nome da empresa',
    document: 'CNPJ ou CPF (opcional)',
    agree: 'Li e autorizo o que está descrito acima',
    accept: 'Aceitar e conectar',
    acceptOn: 'Aceitar e continuar',
    stepTwo: (source: string) => `No passo 2 você autoriza o acesso na ${source}, com o seu login de lá.`,
    refuseTitle: 'Prefere não conectar?',
    reason: 'Motivo (opcional)',
    decline: 'Recusar o convite',
  },
  done: {
    accepted: (firm: string) => ({
      title: `Você está conectado a ${firm}`,
      text: 'O escritório já foi avisado.',
    }),
    declined: (firm: string) => ({ title: 'Convite recusado', text: `${firm} foi avisado. Nada foi compartilhado.` }),
    manage: 'Ver minhas conexões',
  },
  /** Responder ao convite e autorizar o acesso são um caminho só. */
  step: (n: number) => `Passo ${n} de 2`,
  closed: {
    accepted: (firm: string) => ({
      title: 'Este convite já foi aceito',
      text: `Você já está conectado a ${firm}. Em Minhas conexões você vê a conexão e pode se desconectar.`,
    }),
    declined: (firm: string) => ({
      title: 'Este convite já foi recusado',
      text: `Mudou de ideia? Peça a ${firm} um convite novo, ou envie um pedido.`,
    }),
    cancelled: (firm: string) => ({
      title: 'O escritório cancelou este convite',
      text: `Se achar que foi engano, fale com ${firm}.`,
    }),
    expired: (firm: string) => ({
      title: 'O prazo deste convite terminou',
      text: `Peça a ${firm} um convite novo, ou envie um pedido de conexão.`,
    }),
    used: (_firm: string) => ({
      title: 'Este link não é mais válido',
      text: 'Há um link mais novo. Podemos enviá-lo de novo para o e-mail do convite.',
    }),
    unknown: {
      title: 'Não reconhecemos este link',
      text: 'Confira se o endereço está completo. Se o convite ainda for válido, entre com o seu e-mail para encontrá-lo.',
    },
    renew: 'Enviar um link novo',
    renewed: {
      title: 'Veja a sua caixa de entrada',
      text: 'Se o convite ainda for válido, um link novo está a caminho do e-mail para o qual ele foi enviado.',
    },
    again: 'Pedir a conexão a este escritório',
    againSent: {
      title: 'Veja a sua caixa de entrada',
      text: 'Se o prazo deste convite terminou, um link está a caminho do e-mail para o qual ele foi enviado. Ele abre um pedido já preenchido.',
    },
    ask: 'Minhas conexões',
  },
  mine: {
    askSlow: (minutes: number) =>
      `Você enviou muitos pedidos em pouco tempo, e este ainda não foi. O que você preencheu continua aqui: envie de novo daqui a ${minutes === 1 ? '1 minuto' : `${minutes} minutos`}.`,
    title: 'Meu contador',
    signInLead:
      'Entre com o seu e-mail para pedir uma conexão ao seu contador, ver as suas conexões ou se desconectar. Sem senha: enviamos um link.',
    email: 'Seu e-mail de login na Conta Azul',
    signIn: 'Receber o link',
    sent: {
      title: 'Veja a sua caixa de entrada',
      text: 'Se o e-mail estiver certo, o link chega em instantes. Ele é válido por 30 minutos, ou até você entrar.',
    },
    enterTitle: 'Falta um passo',
    enterText: 'Confirme para entrar nas suas conexões.',
    enter: 'Entrar',
    enterOld: {
      title: 'Este link não é mais válido',
      text: 'Cada link é válido por 30 minutos, ou até você entrar. Peça outro; leva um instante.',
    },
    signedIn: (email: string) => `Você entrou como ${email}.`,
    signOut: 'Sair',
    ties: 'Minhas conexões',
    noTies: 'Você ainda não tem conexões.',
    connected: 'Conectado',
    asked: 'Aguardando o escritório',
    invited: 'Convite aguardando a sua resposta',
    since: (day: string) => `desde ${day}`,
    until: (day: string) => `válido até ${day}`,
    disconnect: 'Desconectar',
    send: 'Enviar documentos',
    disconnectTitle: (firm: string) => `Desconectar de ${firm}?`,
    disconnectText:
      'O escritório deixa de receber os dados da sua empresa. Você pode se conectar de novo quando quiser.',
    disconnectYes: 'Sim, desconectar',
    back: 'Voltar',
    withdraw: 'Cancelar pedido',
    answer: 'Receber o link para responder',
    askTitle: 'Pedir conexão ao contador',
    askLead: 'O pedido vai para o escritório, que aceita ou recusa. Você recebe a resposta por e-mail.',
    field: {
      name: 'Nome da sua empresa',
      document: 'CNPJ ou CPF da sua empresa (opcional)',
      phone: 'Seu telefone (opcional)',
      accountantEmail: 'E-mail do contador (o do administrador do escritório)',
      firmName: 'Nome do escritório',
      firmPhone: 'Telefone do escritório',
      responsible: 'Nome do responsável no escritório (opcional)',
      firmDocument: 'CNPJ do escritório (opcional)',
      service: 'Serviço prestado',
    },
    services: ['Contabilidade', 'BPO financeiro', 'Contabilidade e BPO financeiro', 'Consultoria'],
    agree:
      'Autorizo o meu contador a ter acesso às informações financeiras e contábeis da minha empresa. Posso desconectar quando quiser.',
    ask: 'Enviar pedido',
    askSent: {
      title: 'Pedido enviado',
      text: 'Enviamos o pedido ao e-mail do contador. Você recebe a resposta por e-mail, e pode cancelar o pedido enquanto ele aguarda resposta.',
    },
    changed: 'Pronto.',
    dataTitle: 'Seus dados',
    dataText: 'Você pode baixar tudo o que guardamos sobre você, ou encerrar as conexões e excluir a sua conta.',
    download: 'Baixar meus dados',
    downloadJson: 'Em JSON, para sistemas',
    erase: 'Excluir minha conta',
    eraseAsk: {
      title: 'Excluir a sua conta?',
      text: 'Todas as suas conexões terminam. São eliminados: a sua conta, o que você escreveu em pedidos, os documentos que enviou por aqui, os ZIPs e pagamentos que vieram da sua conta na Conta Azul e as autorizações. Ficam: a prova dos seus consentimentos (data e endereço IP, sem o seu nome), por 5 anos (LGPD, art. 8º, § 2º); e o cadastro, as licenças e os registros fiscais que cada escritório mantém por dever legal, em regra por 5 anos (LGPD, art. 16, I; CTN, arts. 173 e 195). Sobre eles, e sobre arquivos que já foram baixados, fale com o escritório. Os escritórios são avisados. Não há como desfazer.',
    },
    eraseYes: 'Sim, excluir tudo',
    erased: {
      title: 'Seus dados foram eliminados',
      text: 'As conexões terminaram e os escritórios foram avisados. Até mais.',
    },
  },
  mailbox: {
    title: 'De qual escritório é este e-mail?',
    lead: (email: string) => `Clientes que digitarem ${email} vão encontrar o escritório que você confirmar.`,
    yes: (firm: string) => `É de ${firm}`,
    current: 'É o escritório que este e-mail representa hoje.',
    otherwise: 'Se você não reconhece nenhum, feche esta página: nada muda.',
    done: (firm: string, email: string, requests: number) => ({
      title: 'E-mail confirmado',
      text: `${email} agora representa ${firm}.${requests > 0 ? ` ${requests === 1 ? 'Um pedido que aguardava a confirmação já chegou' : `${requests} pedidos que aguardavam a confirmação já chegaram`} ao escritório.` : ''}`,
    }),
    closed: {
      title: 'Este link não é mais válido',
      text: 'O link já foi usado ou o prazo terminou. Um administrador pode pedir outro em /configurar.',
    },
  },
  handover: {
    title: (company: string) => `Transferir o cadastro de ${company}?`,
    lead: (firm: string, asker: string) =>
      `Quem usa o e-mail ${asker} pediu conexão a ${firm} com o CNPJ/CPF desta empresa, que está conectada pelo seu e-mail.`,
    text: 'Com o sim, a conexão e o cadastro passam para aquele e-mail, e as autorizações dadas pelo seu terminam. Com o não, nada muda, e o escritório fica sabendo.',
    valid: (until: string) => `Você pode responder até ${until}. Sem resposta, nada muda.`,
    yes: 'Sim, transferir',
    no: 'Não fui eu',
    passed: {
      title: 'Cadastro transferido',
      text: 'A conexão agora é do outro e-mail. As autorizações dadas pelo seu terminaram.',
    },
    kept: { title: 'Nada mudou', text: 'A sua conexão continua como estava, e o escritório já sabe que não foi você.' },
    closed: {
      title: 'Este link não é mais válido',
      text: 'O pedido já foi respondido, foi recusado pelo escritório ou expirou. A sua conexão está na página abaixo.',
    },
  },
  authorize: {
    button: (source: string) => `Autorizar na ${source}`,
    again: (source: string) => `Autorizar de novo na ${source}`,
    access: {
      none: 'Falta autorizar o acesso',
      active: 'Acesso autorizado',
      revoked: 'Autorização revogada',
      expired: 'Autorização vencida',
      blocked: 'O plano não permite o acesso',
      ended: '',
    },
    next: (firm: string, source: string) => ({
      title: `Autorize o acesso na ${source}`,
      text: `Você está conectado a ${firm}. Para o escritório consultar os dados da sua empresa e baixar os documentos do mês, falta a sua autorização na ${source}: entre com o seu login de lá e confirme. Até lá, ele não consulta nada.`,
    }),
    later: 'Terminar depois',
    laterHow: (ties: string) => `Se deixar para depois, o botão estará em ${ties}.`,
    already: (firm: string, company: string) => ({
      title: 'Autorização concluída',
      text: `${company} já autorizou o acesso de ${firm}. Não falta mais nada.`,
    }),
    closed: {
      title: 'Este link não é mais válido',
      text: 'O prazo terminou, ou a conexão não é mais a mesma. Entre nas suas conexões para ver como está e autorizar.',
    },
    done: (firm: string, company: string) => ({
      title: 'Autorização concluída',
      text: `${firm} já pode consultar os dados de ${company}. Você pode desfazer quando quiser, aqui ou na Conta Azul.`,
    }),
    denied: {
      title: 'Nada foi autorizado',
      text: 'Você não concluiu a autorização. Se mudar de ideia, clique no botão de novo, em Minhas conexões.',
    },
    old: {
      title: 'Esta autorização não é mais válida',
      text: 'O prazo terminou, o pedido já foi usado ou não é desta conexão. Entre nas suas conexões e comece de novo.',
    },
    wrong: (wanted: string, wantedDocument: string, got: string, gotDocument: string) => ({
      title: 'Esta é outra empresa',
      text: `A conexão é de ${wanted} (${wantedDocument}), mas quem autorizou foi ${got} (${gotDocument}). Nada foi guardado. Saia da outra conta na Conta Azul e autorize com a conta da empresa certa.`,
    }),
    taken: (got: string, gotDocument: string) => ({
      title: 'Esta empresa já está na carteira',
      text: `${got} (${gotDocument}) é outro cliente do mesmo escritório. Nada foi guardado. Fale com o escritório para juntar os cadastros.`,
    }),
    blocked: (status: string) => ({
      title: 'O plano não permite o acesso',
      text: `A Conta Azul diz que a situação do plano desta empresa é ${status}. Coloque o plano em dia e autorize de novo.`,
    }),
    odd: {
      title: 'Não entendemos a resposta da Conta Azul',
      text: 'A Conta Azul respondeu, mas sem dizer de que empresa é esta autorização, ou em um formato desconhecido. Nada foi guardado. Avise o escritório: não é nada que você possa corrigir.',
    },
    unavailable: {
      title: 'A Conta Azul não respondeu',
      text: 'Nada foi guardado. Aguarde um instante e autorize de novo.',
    },
  },
  foreign: { title: 'A página expirou', text: 'Recarregue a página e envie de novo. Nada foi feito até agora.' },
  alreadyConnected: 'Você já está conectado a este escritório.',
  slowDownForm: {
    title: 'Muitas tentativas em pouco tempo',
    text: 'Nada foi enviado agora, mas o que você preencheu continua aqui. Aguarde um minuto e envie de novo.',
    again: 'Enviar de novo',
  },
  slowDown: { title: 'Muitas tentativas em pouco tempo', text: 'Aguarde um minuto e tente de novo.' },
  wrong: {
    agree: 'Para continuar, é preciso autorizar.',
    required: 'Falta preencher.',
    email: 'E-mail inválido: confira o endereço.',
    document: 'CNPJ ou CPF inválido: confira os dígitos.',
  },
  formWrong: 'Corrija os campos marcados.',
};
