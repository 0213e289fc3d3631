interface FilesFound {
  where: string;
  isNew: boolean;
  free: string;
  taken: { files: number; size: string };
  received: { files: number; size: string };
}

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

const grantStates: Record<string, readonly [string, string]> = {
  active: ['ativa', 'ativas'],
  expired: ['vencida', 'vencidas'],
  revoked: ['revogada', 'revogadas'],
  blocked: ['bloqueada', 'bloqueadas'],
};

const configProblems: readonly (readonly [string, string])[] = [
  ['must be file:', 'precisa ser file:… ou postgresql://host/nome'],
  ['must be a number from 0 to 65535', 'precisa ser um número de 0 a 65535'],
  ['must have at least 32 characters', 'precisa ter pelo menos 32 caracteres'],
  ['must start with xoxb-', 'precisa começar com xoxb-'],
  ['must start with xapp-', 'precisa começar com xapp-'],
  ['must be a number', 'precisa ser um número'],
  ['must be 64 hex digits', 'precisa ter 64 dígitos hexadecimais'],
  ['must be smtp:', 'precisa ser smtp://host:porta ou smtps://host:porta'],
  ['Invalid URL', 'não é um endereço válido; precisa começar com http:// ou https://'],
  ['Invalid option', 'não é uma das opções (veja .env.example)'],
  ['is missing; Slack over HTTP', 'falta; o Slack por HTTP precisa dela (ou defina SLACK_APP_TOKEN para usar Socket Mode)'],
  ['is missing; the other Slack', 'falta; as outras variáveis do Slack não servem sem ela'],
  ['is missing; commands are registered', 'falta; os comandos são registrados com ela'],
  ['is missing; the other Discord', 'falta; as outras variáveis do Discord não servem sem ela'],
  ['is missing; the application of Conta Azul', 'falta; o aplicativo da Conta Azul tem as duas'],
  ['is missing; with chat tokens', 'falta; com tokens de chat ela é obrigatória: openssl rand -base64 48'],
  ['has no password', 'não tem senha, por isso só pode ficar ligado com HOST em 127.0.0.1'],
];

export const cli = {
  about: 'A Carteira na linha de comando.',
  usage: 'Uso',
  commands: 'Comandos',
  options: 'Opções',
  file: 'ARQUIVO',
  more: 'carteira COMANDO --help mostra as opções de cada um.',
  verbs: {
    doctor: 'Confere a configuração, o banco de dados, os arquivos, o Slack, o Discord, o e-mail e a Conta Azul, e diz o que corrigir',
    'firm create': 'Cria um escritório e seu primeiro administrador',
    'firm link': 'Dá um código de uso único para ligar mais um espaço a um escritório',
    import: 'Importa clientes de um arquivo CSV ou XLSX',
    'digest run': 'Prepara os resumos que estão na hora; o bot os envia em seguida',
    backup: 'Copia o banco de dados para um arquivo, mesmo com o bot no ar',
  } as Record<string, string>,
  flags: {
    help: 'Mostra esta ajuda',
    json: 'Responde em JSON, para programas',
    lang: 'Idioma: pt-BR ou en',
    due: 'Os que estão na hora',
    at: 'Como se fosse este momento, na hora de Brasília: 2026-12-01T08:00, ou com fuso: 2026-12-01T11:00Z',
    force: 'Substitui o arquivo, se ele já existir',
    firm: 'O escritório: nome, id ou only (o único que existe)',
    name: 'Nome do escritório',
    email: 'E-mail do escritório, o que os clientes digitam',
    admin: 'Nome do primeiro administrador',
    slack: 'Quem é o administrador no Slack, como T0123:U0123',
    discord: 'Quem é o administrador no Discord, como 1234:5678',
  } as Record<string, string>,
  unknown: (typed: string, near: string | undefined) =>
    `Não conheço “${typed}”. ${near ? `Você quis dizer ${near}?` : 'carteira --help mostra o que posso fazer.'}`,
  unknownFlag: (typed: string) => `Não conheço a opção ${typed}.`,
  missing: (what: string) => `Falta ${what}.`,
  tooMuch: (typed: string) => `Sobrou “${typed}”.`,
  noValue: (flag: string) => `${flag} não está certo: veja a ajuda.`,
  failed: (why: string) => `Não deu certo: ${why}`,
  configuration: (count: number) => (count === 1 ? 'A configuração tem um problema:' : `A configuração tem ${count} problemas:`),
  statuses: { ok: 'ok', warn: 'atenção', problem: 'PROBLEMA', off: '—' },
  fine: 'Tudo certo.',
  toFix: (count: number) => (count === 1 ? 'Há um problema a corrigir.' : `Há ${count} problemas a corrigir.`),
  checks: {
    node: 'Node.js',
    config: 'Configuração',
    database: 'Banco de dados',
    migrations: 'Migrações',
    disk: 'Disco',
    address: 'Endereço público',
    slack: 'Slack',
    discord: 'Discord',
    mail: 'E-mail',
    files: 'Arquivos',
    accounts: 'Conta Azul',
    authorizations: 'Autorizações',
  },
  /** O que a configuração diz em inglês, depois do nome da variável. */
  configProblem: (said: string) => {
    const [, name = '', problem = ''] = /^([A-Z_]+): (.*)$/s.exec(said) ?? [];
    const found = configProblems.find(([start]) => problem.startsWith(start));
    return found ? `${name}: ${found[1]}` : said;
  },
  nodeOld: (version: string) => `Esta é a versão ${version}; instale a 20.19 ou mais nova.`,
  demo: 'Nada configurado: npm start roda a demonstração.',
  configured: 'Variáveis entendidas.',
  sqlite: (file: string) => `SQLite em ${file}, leitura e escrita.`,
  sqliteNew: (file: string) => `Ainda não existe; será criado em ${file}.`,
  postgres: (server: string) => `PostgreSQL em ${server}, leitura e escrita.`,
  database: {
    SQLITE_NOTADB: 'O arquivo existe, mas não é um banco de dados. Confira DATABASE_URL.',
    SQLITE_CORRUPT: 'O arquivo do banco está danificado. Restaure a última cópia (docs/deploy.md).',
    SQLITE_BUSY: 'O banco está ocupado há mais de 5 segundos. Veja se outro processo o prende.',
    SQLITE_READONLY: 'O banco só permite leitura. Dê permissão de escrita ao arquivo e à pasta dele.',
    SQLITE_CANTOPEN: 'O arquivo do banco não abre. Confira o caminho em DATABASE_URL e as permissões da pasta.',
    EACCES: 'Sem permissão na pasta do banco. Dê permissão de escrita a quem roda o bot.',
    ECONNREFUSED: 'O PostgreSQL não responde nesse endereço. Veja se ele está no ar e se a porta está certa.',
    ENOTFOUND: 'O servidor do PostgreSQL não foi encontrado. Confira o nome em DATABASE_URL.',
    ETIMEDOUT: 'O PostgreSQL não respondeu em 5 segundos. Confira o endereço e o firewall.',
    '28P01': 'O PostgreSQL recusou o usuário ou a senha. Confira DATABASE_URL.',
    '28000': 'O PostgreSQL recusou o usuário. Confira DATABASE_URL e o pg_hba.conf.',
    '3D000': 'Esse banco não existe no servidor. Crie-o com createdb.',
    READONLY: 'Este PostgreSQL só permite leitura. Use o servidor principal.',
  } as Record<string, string>,
  databaseOther: (code: string) => `O banco não abriu (${code}). Confira DATABASE_URL.`,
  migrated: (count: number) => (count === 1 ? 'Em dia (1 aplicada).' : `Em dia (${count} aplicadas).`),
  pending: (names: string) => `Faltam ${names}: o próximo npm start as aplica.`,
  changed: (name: string) => `A migração ${name} mudou depois de aplicada. Volte o arquivo ao que era.`,
  diskFree: (free: string) => `${free} livres.`,
  diskFull: (free: string) => `Só ${free} livres. Libere espaço antes que o banco pare de escrever.`,
  addressLocal: (url: string) =>
    `${url} só existe nesta máquina: defina PUBLIC_URL, senão os links dos e-mails não abrem para os clientes.`,
  notSet: (variables: string) => `Não configurado (${variables}).`,
  slackOk: (team: string, mode: string) => `Conectado a ${team}, ${mode}.`,
  slackModes: { socket: 'por Socket Mode', http: 'por HTTP' },
  discordOk: (name: string) => `Conectado como ${name}.`,
  platform: {
    invalid_auth: 'O Slack recusou o token. Copie de novo o Bot User OAuth Token para SLACK_BOT_TOKEN.',
    account_inactive: 'A conta desse token foi desativada. Reinstale o app no espaço e copie o novo token.',
    token_revoked: 'Esse token foi revogado. Reinstale o app no espaço e copie o novo token.',
    not_allowed_token_type: 'O token do app não serve aqui. SLACK_APP_TOKEN precisa do escopo connections:write.',
    app_token: 'O Slack recusou SLACK_APP_TOKEN. Crie um App-Level Token com o escopo connections:write.',
    unauthorized: 'O Discord recusou DISCORD_TOKEN. Gere outro em Bot, Reset Token.',
    application: 'DISCORD_APPLICATION_ID não é o aplicativo desse token. Copie o Application ID da página do aplicativo.',
    guild: 'O bot não está nesse servidor. Convide-o (docs/discord.md) ou corrija DISCORD_GUILD_ID.',
    unreachable: 'Sem resposta em 5 segundos. Confira a internet e o firewall desta máquina.',
  } as Record<string, string>,
  platformOther: (code: string) => `Recusado: ${code}.`,
  mailOk: (host: string) => `${host} aceita a conexão.`,
  mail: {
    EAUTH: 'O servidor de e-mail recusou o usuário ou a senha. Confira SMTP_URL.',
    EDNS: 'O servidor de e-mail não foi encontrado. Confira o nome em SMTP_URL.',
    ECONNECTION: 'O servidor de e-mail não responde. Confira o nome e a porta em SMTP_URL.',
    ESOCKET: 'A conexão com o servidor de e-mail falhou. Confira a porta, e smtps:// para TLS desde o início.',
    ETIMEDOUT: 'O servidor de e-mail não respondeu em 5 segundos. Confira o nome, a porta e o firewall.',
    ETLS: 'O servidor de e-mail não aceitou TLS. Confira a porta, e smtps:// para TLS desde o início.',
  } as Record<string, string>,
  mailOther: (code: string) => `O servidor de e-mail recusou (${code}).`,
  mailLocal: 'Sem SMTP_URL: os e-mails ficam na caixa local, em /mailbox.',
  files: ({ where, isNew, free, taken, received }: FilesFound) =>
    isNew
      ? `${where}, que ainda será criada; ${free} livres.`
      : `${where}: ${count(taken.files, 'arquivo de documentos exportados', 'arquivos de documentos exportados')} (${taken.size}), ${count(received.files, 'recebido', 'recebidos')} de clientes (${received.size}); ${free} livres.`,
  filesFull: (where: string, free: string) => `Só ${free} livres em ${where}. Libere espaço antes de exportar documentos.`,
  filesClosed: (where: string, code: string) =>
    `Não dá para ler ou escrever em ${where} (${code}). Confira DATA_DIR e as permissões da pasta.`,
  accountsDemo: 'Na demonstração, um simulador responde no lugar da Conta Azul.',
  accountsOk: 'Os endereços respondem e o aplicativo é reconhecido.',
  accounts: {
    authorize: 'CONTA_AZUL_AUTHORIZE_URL não responde: os clientes não conseguiriam autorizar.',
    token: 'CONTA_AZUL_TOKEN_URL não responde: nenhuma autorização se renova.',
    api: 'CONTA_AZUL_API_URL não responde: não há números nem documentos.',
    client: 'A Conta Azul não reconhece o aplicativo. Copie de novo CONTA_AZUL_CLIENT_ID e CONTA_AZUL_CLIENT_SECRET.',
  },
  authorizations: (counted: readonly { state: string; count: number }[]) =>
    `${counted.map(({ state, count: n }) => count(n, ...(grantStates[state] ?? [state, state]))).join(', ')}.`,
  noAuthorizations: 'Nenhum cliente autorizou a leitura da conta ainda.',
  mailNowhere: 'Sem SMTP_URL nenhum e-mail sai daqui: convites e confirmações não chegam aos clientes.',
  backedUp: (file: string, size: string) => `Cópia feita e conferida: ${file} (${size}).`,
  exists: (file: string) => `${file} já existe. Escolha outro nome, ou use --force para substituí-lo.`,
  backupNothing: (file: string) => `Não há banco de dados em ${file}.`,
  backupBroken: 'A cópia não passou na conferência e foi apagada. Rode carteira doctor.',
  backupPostgres: 'Com PostgreSQL, use a ferramenta dele: pg_dump --format=custom --file=ARQUIVO "$DATABASE_URL"',
  oneSeat: 'Escolha um: --slack ou --discord.',
  noFirms: 'Ainda não há escritório neste banco. Crie um com carteira firm create.',
  noFirm: (typed: string, firms: readonly string[]) => `Não há escritório “${typed}”. Há: ${firms.join('; ')}.`,
  manyFirms: (firms: readonly string[]) => `Há mais de um escritório; diga qual, pelo id: ${firms.join('; ')}.`,
  created: (name: string, id: string) => `Escritório criado: ${name} (${id}).`,
  seated: (name: string) => `${name} já pode digitar /equipe e /importar no chat.`,
  code: (code: string) => `Código de uso único: ${code}`,
  inDemo: 'Isto está no banco da demonstração: com DATABASE_URL ou com os tokens do chat, o banco é outro.',
  digestsRan: (schedules: number, messages: number) =>
    `${schedules === 1 ? '1 resumo na hora' : `${schedules} resumos na hora`}, ${messages === 1 ? '1 mensagem' : `${messages} mensagens`}.`,
  digestsWait: 'O bot as envia assim que estiver no ar.',
  unreadable: (file: string) => `Não consegui ler ${file}. Confira o caminho e as permissões.`,
};
