import { codesOf, ofChats, ofEach } from '../../kit/platform.ts';
import { ptBR as format } from '../format.ts';
import { platforms } from './platforms.ts';

interface FilesFound {
  where: string;
  isNew: boolean;
  free: string;
  taken: { files: number; size: string };
  received: { files: number; size: string };
}

const grantStates: Record<string, readonly [string, string]> = {
  active: ['ativa', 'ativas'],
  expired: ['vencida', 'vencidas'],
  revoked: ['revogada', 'revogadas'],
  blocked: ['bloqueada', 'bloqueadas'],
};

export const cli = {
  about: 'A Carteira na linha de comando.',
  usage: 'Uso',
  commands: 'Comandos',
  options: 'Opções',
  file: 'ARQUIVO',
  more: (command: string) => `${command} COMANDO --help mostra as opções de cada um.`,
  verbs: {
    doctor: `Confere a configuração, o banco de dados, os arquivos, ${ofChats(platforms, ({ short }) => `o ${short}`).join(', ')}, o e-mail e a Conta Azul, e diz o que corrigir`,
    'firm create': 'Cria um escritório e seu primeiro administrador',
    'firm link': 'Dá um código de uso único para ligar mais um workspace ou servidor a um escritório',
    'firm export':
      'Leva tudo de um escritório para uma pasta vazia (ARQUIVO é a pasta): dados em JSON Lines e os documentos',
    'firm erase': 'Elimina tudo de um escritório: devolve as autorizações, avisa clientes e canais e apaga os dados',
    import: 'Importa clientes de uma planilha (CSV, XLSX, XLS, ODS)',
    'digest run': 'Prepara os resumos que estão na hora, e o bot os envia; com --at, só mostra o que estaria na hora',
    backup: 'Copia o banco de dados para um arquivo, mesmo com o bot no ar',
    migrate: 'Aplica ao banco de dados as migrações que faltam e diz quais foram; o bot faz o mesmo quando começa',
    mcp: 'Liga um assistente que fala por stdio à Carteira em PUBLIC_URL, com a chave em MCP_KEY',
  } as Record<string, string>,
  flags: {
    help: 'Mostra esta ajuda',
    json: 'Responde em JSON, para programas',
    lang: 'Idioma: pt-BR ou en',
    due: 'Os que estão na hora',
    at: 'Como se fosse este momento, na hora de Brasília: 2026-12-01T08:00, ou com fuso: 2026-12-01T11:00Z',
    force: 'Substitui o arquivo, se ele já existir',
    column: 'O que uma coluna é, como “Sócio=contactName”; none para não usar. Pode repetir',
    encoding: 'Como ler as letras: utf-8, windows-1252, ibm850, ibm437, macintosh, utf-16le…',
    'include-set-aside': 'Inclui as linhas separadas por terem só o nome',
    'include-without': 'Inclui as linhas com erro em um dado, sem esse dado',
    firm: 'O escritório: nome, id ou only (o único que existe)',
    confirm: 'O nome do escritório, escrito por extenso, para confirmar',
    now: 'Não espera pelos avisos que ainda não saíram',
    name: 'Nome do escritório',
    email: 'E-mail do escritório, o que os clientes digitam',
    admin: 'Nome do primeiro administrador',
    ...ofEach(platforms, ({ seat }) => seat),
  } as Record<string, string>,
  mcpNoKey: 'Falta MCP_KEY: crie uma chave em /configurar, em Assistentes, e ponha-a nessa variável.',
  mcpRefused: {
    unauthorized: (url: string) => `${url} não aceitou a chave de MCP_KEY. Crie outra em /configurar, em Assistentes.`,
    away: (url: string) => `A Carteira não respondeu em ${url}. Confira PUBLIC_URL e se o servidor está no ar.`,
  },
  taken: (firm: string, folder: string, rows: number, files: number) =>
    `Tudo de ${firm} está em ${folder}: ${format.count(rows, 'linha de dados', 'linhas de dados')} e ${format.count(files, 'documento', 'documentos', 'nenhum documento')}.`,
  takenAbout: (firm: string, at: string) =>
    `Tudo o que a Carteira guarda de ${firm}, em ${at}.\n\nCada arquivo .jsonl é uma tabela: uma linha por registro, em JSON (UTF-8), com horários em UTC e valores em centavos.\nreceived/ tem os documentos que os clientes enviaram; documents/, os ZIPs ainda guardados. O número no começo do nome é o id do registro.\nChaves de acesso não são levadas: não são dados sobre ninguém e não serviriam em outro lugar.\n`,
  notEmpty: (folder: string) => `${folder} não está vazia. Escolha uma pasta nova.`,
  confirmName: (firm: string) => `Para confirmar, escreva o nome do escritório: --confirm "${firm}"`,
  firmGone: (firm: string) => `${firm} saiu: os dados e os documentos foram eliminados.`,
  firmWaits: (firm: string) =>
    `O encerramento de ${firm} começou: ninguém mais entra, e os avisos estão saindo. O bot elimina tudo assim que eles saírem, em até um dia; para não esperar, repita com --now.`,
  unknown: (typed: string, near: string | undefined, command: string) =>
    `Não conheço “${typed}”. ${near ? `Você quis dizer ${near}?` : `${command} --help mostra o que posso fazer.`}`,
  unknownFlag: (typed: string) => `Não conheço a opção ${typed}.`,
  missing: (what: string) => `Falta ${what}.`,
  tooMuch: (typed: string) => `Sobrou “${typed}”.`,
  noValue: (flag: string) => `${flag} não está certo: veja a ajuda.`,
  failed: (why: string) => `Falhou: ${why}`,
  configuration: (count: number) =>
    count === 1 ? 'A configuração tem um problema:' : `A configuração tem ${count} problemas:`,
  noColumn: (typed: string, fields: readonly string[]) =>
    `--column ${typed} não está certo: escreva “Título=campo”, com um destes campos: ${fields.join(', ')}.`,
  noEncoding: (typed: string, known: readonly string[]) =>
    `Não conheço a codificação ${typed}. Conheço: ${known.join(', ')}.`,
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
    secret: 'Segredo',
    mail: 'E-mail',
    files: 'Arquivos',
    accounts: 'Conta Azul',
    authorizations: 'Autorizações',
    ...ofEach(platforms, ({ name }) => name),
  } as Record<string, string>,
  /** O que há de errado com uma variável, depois do nome dela. */
  wrongs: {
    address: 'não é um endereço válido; precisa começar com http:// ou https://',
    applicationMissing: 'falta; a Conta Azul pede o identificador e o segredo do aplicativo',
    database: 'precisa ser file:… ou postgresql://host/nome',
    files: 'precisa ser s3://CHAVE:SEGREDO@host:porta/bucket?region=…&tls=0, sem outras opções',
    mail: 'precisa ser smtp://host:porta ou smtps://host:porta',
    number: 'precisa ser um número',
    option: 'não é uma das opções (veja .env.example)',
    email: 'precisa ser um endereço de e-mail',
    port: 'precisa ser um número de 0 a 65535',
    secret: 'precisa ter pelo menos 32 caracteres',
    secretMissing: 'falta; com tokens de chat ela é obrigatória: openssl rand -base64 48',
    ...codesOf(platforms, 'wrongs'),
  } as Record<string, string>,
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
    DATABASE_GONE:
      'O arquivo do banco foi apagado ou trocado com a Carteira rodando. Pare o bot e restaure a última cópia (docs/deploy.md).',
    SQLITE_FULL: 'O disco está cheio. Libere espaço e tente de novo.',
    HELD: 'Outra Carteira já está rodando com este banco. Pare-a antes, ou use PostgreSQL para rodar várias.',
    ZONE: "A sessão no PostgreSQL não fica em UTC. Rode ALTER ROLE … SET timezone = 'UTC' para o usuário da Carteira (docs/deploy.md).",
    READONLY: 'Este PostgreSQL só permite leitura. Use o servidor principal.',
  } as Record<string, string>,
  databaseOther: (code: string) => `O banco não abriu (${code}). Confira DATABASE_URL.`,
  migrated: (count: number) => (count === 1 ? 'Em dia (1 aplicada).' : `Em dia (${count} aplicadas).`),
  pending: (names: string) => `Faltam ${names}: o próximo npm start as aplica.`,
  newer: (name: string) =>
    `Este banco é de uma versão mais nova (${name}). Atualize a Carteira, ou restaure a cópia de antes da atualização.`,
  migrationFailed: (name: string, why: string) => `A migração ${name} falhou e foi desfeita: ${why}`,
  changed: (name: string) => `A migração ${name} mudou depois de aplicada. Volte o arquivo ao que era.`,
  diskFree: (free: string) => `${free} livres.`,
  diskFull: (free: string) => `Só ${free} livres. Libere espaço antes que o banco pare de escrever.`,
  proxiesUncounted: (url: string) =>
    `${url}. Se há um proxy na frente, informe quantos são em TRUSTED_PROXIES (quase sempre 1): sem isso, todos os visitantes contam como um só.`,
  sealedBefore: (n: number) =>
    `${format.count(n, 'dado ainda está cifrado', 'dados ainda estão cifrados')} com o segredo anterior; o bot, em execução, cifra tudo de novo em até uma hora. Mantenha APP_SECRET_PREVIOUS.`,
  sealedAnew: 'Nada mais está cifrado com o segredo anterior: APP_SECRET_PREVIOUS pode sair da configuração.',
  addressLocal: (url: string) =>
    `${url} só existe nesta máquina: defina PUBLIC_URL, senão os links dos e-mails não abrem para os clientes.`,
  notSet: (variables: string) => `Não configurado (${variables}).`,
  platform: {
    unreachable: 'Sem resposta em 5 segundos. Confira a internet e o firewall desta máquina.',
    ...codesOf(platforms, 'refused'),
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
      : `${where}: ${format.count(taken.files, 'arquivo de documentos exportados', 'arquivos de documentos exportados')} (${taken.size}), ${format.count(received.files, 'recebido', 'recebidos')} de clientes (${received.size}); ${free} livres.`,
  filesFull: (where: string, free: string) =>
    `Só ${free} livres em ${where}. Libere espaço antes de exportar documentos.`,
  filesStore: (where: string, ms: number) => `${where}: gravei, li e apaguei em ${ms} ms.`,
  filesVersions: (where: string) =>
    `${where} guarda versões: o que a Carteira elimina continuaria lá. Use um bucket sem versionamento.`,
  filesStoreClosed: (where: string, code: string) =>
    `Não é possível ler ou gravar em ${where} (${code}). Confira FILES_URL e o que a chave pode fazer no bucket.`,
  filesClosed: (where: string, code: string) =>
    `Não é possível ler ou escrever em ${where} (${code}). Confira DATA_DIR e as permissões da pasta.`,
  accountsDemo: 'Na demonstração, um simulador responde no lugar da Conta Azul.',
  accountsOk: 'Os endereços respondem e o aplicativo é reconhecido.',
  accounts: {
    authorize: 'CONTA_AZUL_AUTHORIZE_URL não responde: os clientes não conseguiriam autorizar.',
    token: 'CONTA_AZUL_TOKEN_URL não responde: nenhuma autorização se renova.',
    api: 'CONTA_AZUL_API_URL não responde: não há dados nem documentos.',
    client: 'A Conta Azul não reconhece o aplicativo. Copie de novo CONTA_AZUL_CLIENT_ID e CONTA_AZUL_CLIENT_SECRET.',
  },
  authorizations: (counted: readonly { state: string; count: number }[]) =>
    `${counted.map(({ state, count }) => format.count(count, ...(grantStates[state] ?? [state, state]))).join(', ')}.`,
  noAuthorizations: 'Nenhum cliente autorizou o acesso aos dados ainda.',
  mailNowhere: 'Sem SMTP_URL nenhum e-mail sai daqui: convites e confirmações não chegam aos clientes.',
  backedUp: (file: string, size: string) => `Cópia feita e conferida: ${file} (${size}).`,
  migrationsApplied: (count: number) =>
    count === 0
      ? 'Nada a fazer: o banco de dados já tem todas as migrações.'
      : `${format.count(count, 'migração aplicada', 'migrações aplicadas')}.`,
  exists: (file: string) => `${file} já existe. Escolha outro nome, ou use --force para substituí-lo.`,
  backupNothing: (file: string) => `Não há banco de dados em ${file}.`,
  backupBroken: (command: string) => `A cópia não passou na conferência e foi apagada. Rode ${command} doctor.`,
  backupPostgres: 'Com PostgreSQL, use a ferramenta dele: pg_dump --format=custom --file=ARQUIVO "$DATABASE_URL"',
  oneSeat: (flags: readonly string[]) => `Escolha um: ${flags.join(' ou ')}.`,
  noFirms: (command: string) => `Ainda não há escritório neste banco. Crie um com ${command} firm create.`,
  noFirm: (typed: string, firms: readonly string[]) => `Não há escritório “${typed}”. Há: ${firms.join('; ')}.`,
  manyFirms: (firms: readonly string[]) => `Há mais de um escritório; diga qual, pelo id: ${firms.join('; ')}.`,
  created: (name: string, id: string) => `Escritório criado: ${name} (${id}).`,
  seated: (name: string) => `${name} já pode digitar /equipe e /importar no chat.`,
  code: (code: string) => `Código de uso único: ${code}`,
  inDemo: 'Isto está no banco da demonstração: com DATABASE_URL ou com os tokens do chat, o banco é outro.',
  digestsRan: (schedules: number, messages: number) =>
    `${schedules === 1 ? '1 resumo na hora' : `${schedules} resumos na hora`}, ${messages === 1 ? '1 mensagem' : `${messages} mensagens`}.`,
  digestDue: (kind: string, moment: string, n: number) =>
    `${kind}, ${moment}: ${n === 1 ? '1 mensagem' : `${n} mensagens`}`,
  digestsPreview:
    'É uma prévia, com os dados de agora: nada foi enviado e nenhum horário foi pulado. Sem --at, envia o que está na hora.',
  digestsWait: 'Se o bot está no ar, saem agora; se não, assim que ele entrar.',
  unreadable: (file: string) => `Não consegui ler ${file}. Confira o caminho e as permissões.`,
};
