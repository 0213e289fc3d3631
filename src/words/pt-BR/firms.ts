import { ofEach } from '../../kit/platform.ts';
import { ptBR as format } from '../format.ts';
import { platforms } from './platforms.ts';

const count = format.count;

const platform = ofEach(platforms, ({ short }) => short);
const space = (name: string): string => platforms[name]?.space ?? 'workspace';

export const firms = {
  role: { admin: 'Administrador', analyst: 'Analista' },
  platform,
  language: { 'pt-BR': 'Português', en: 'English' },

  // Quem chega.
  strangerTitle: 'Ainda não nos conhecemos',
  stranger: (admins: readonly string[]) =>
    admins.length > 0
      ? `Você ainda não faz parte da equipe. Peça a ${format.list(admins)} que adicione você com /equipe.`
      : 'Você ainda não faz parte da equipe. Peça a um administrador do escritório que adicione você com /equipe.',
  newcomerTitle: 'Boas-vindas à Carteira',
  newcomer: (platform: string) =>
    `Este ${space(platform)} ainda não está ligado a um escritório. Configure em um minuto: nome do escritório, seu nome, e-mail e telefone.`,
  newcomerCode: 'Seu escritório já usa a Carteira em outro lugar? Peça lá um código em /equipe e use-o aqui.',
  askAdmin: (platform: string) =>
    `Este ${space(platform)} ainda não está ligado a um escritório. Peça a um administrador deste ${space(platform)} que digite /configurar.`,
  adminUnknown: (name: string) =>
    `O ${platform[name] ?? name} não informou se você é administrador deste ${space(name)}, e só um administrador pode configurar. Tente de novo em instantes.`,
  nowhere:
    'Aqui, em mensagem direta, não sei a que escritório você pertence. Digite o comando no servidor do seu escritório.',
  tryAgain: 'Tentar de novo',
  setUp: 'Configurar',
  setUpTitle: 'Configurar a Carteira',
  firmName: { typed: 'escritorio', label: 'Nome do escritório', hint: 'Deixe vazio se você tem um código' },
  yourName: { typed: 'nome', label: 'Seu nome' },
  yourEmail: { typed: 'email', label: 'Seu e-mail', hint: 'O que seus clientes digitam para pedir conexão' },
  phone: { typed: 'telefone', label: 'Telefone do escritório', hint: 'Com DDD: (11) 4002-8922' },
  code: {
    typed: 'codigo',
    label: 'Código de outro workspace ou servidor',
    hint: 'Só se o escritório já usa a Carteira',
  },
  badPhone: 'Escreva o telefone com DDD, por exemplo (11) 4002-8922.',
  badCode: 'Código inválido: já foi usado, venceu ou tem um erro de digitação. Peça outro em /equipe.',
  emailRemoved:
    'Este e-mail é de alguém que saiu da equipe. Um administrador traz a pessoa de volta em /equipe, em Quem saiu, e gera um código só para ela.',
  emailTaken: 'Este e-mail já é de outra pessoa da equipe. Peça a ela um código, ou que adicione você com /equipe.',
  workspaceTaken: (admins: readonly string[]) =>
    `O escritório acabou de ser configurado aqui${admins.length > 0 ? ` por ${format.list(admins)}` : ''}. Nada foi alterado; peça para entrar na equipe com /equipe.`,
  alreadySetUp: (firm: string) =>
    `Aqui já está ligado a ${firm}, e você já está na equipe. Digite /configurar para ver as configurações.`,
  ready: (firm: string) => `Pronto, ${firm} está na Carteira`,
  readyText: 'Você é administrador. Próximos passos:',
  joined: (firm: string) => `Pronto, ${firm} também está aqui`,
  joinedText: 'A carteira é a mesma nos dois lugares. Adicione aqui as pessoas da equipe com /equipe.',
  next: {
    importar: 'traga os clientes de uma planilha',
    equipe: 'adicione os analistas',
    configurar: 'escolha o canal de avisos, o fuso horário e os prazos',
    ajuda: 'veja tudo o que posso fazer',
  },

  // /configurar
  settings: 'configurar',
  settingsSummary: 'Mostra e altera as configurações do escritório e o seu idioma',
  settingsExample: 'Configurações do escritório',
  settingsTitle: 'Configurações',
  settingsOthers: (admins: readonly string[]) =>
    admins.length > 0
      ? `Para alterar as configurações do escritório, fale com ${format.list(admins)}.`
      : 'Para alterar as configurações do escritório, fale com um administrador.',
  name: 'Escritório',
  email: 'E-mail para pedidos',
  phoneShort: 'Telefone',
  locale: 'Idioma do escritório',
  timeZone: 'Fuso horário',
  requestDays: 'Prazo dos convites',
  links: 'Links de arquivos',
  linksFor: { presser: 'Só para quem clica, por 5 minutos', anyone: 'Abertos: para quem tiver o link' },
  days: (n: number) => count(n, 'dia', 'dias'),
  channel: 'Canal de avisos',
  unproven: 'ainda não confirmado',
  prove: 'Enviar confirmação',
  proofSent: (email: string) =>
    `Enviamos um e-mail a ${email}. Abra-o e confirme: só então os clientes encontram o escritório por ele.`,
  proofRecent: (email: string) =>
    `O e-mail a ${email} foi enviado há pouco, ou já foi confirmado. Veja a caixa de entrada.`,
  noChannel: 'nenhum (escolha um para receber pedidos e avisos)',
  none: 'não informado',
  editFirm: 'Dados do escritório',
  editPreferences: 'Preferências',
  useChannel: 'Usar este canal',
  saved: 'Salvo.',
  save: 'Salvar',
  myLanguage: 'Meu idioma',
  chatLanguage: 'Seguir o idioma do chat',
  fields: {
    firm: { typed: 'escritorio', label: 'Nome do escritório' },
    email: { typed: 'email', label: 'E-mail para pedidos', hint: 'O que seus clientes digitam para pedir conexão' },
    locale: { typed: 'idioma', label: 'Idioma do escritório', hint: 'De quem não escolheu o seu' },
    timeZone: { typed: 'fuso', label: 'Fuso horário', hint: 'Por exemplo Manaus, ou America/Manaus' },
    links: { typed: 'links', label: 'Links de arquivos', hint: 'Quem pode abrir os documentos que o bot guarda' },
    requestDays: { typed: 'prazo', label: 'Prazo dos convites', hint: 'Por quanto tempo um convite aguarda resposta' },
    channel: { typed: 'canal', label: 'Canal de avisos', hint: 'Onde pedidos e avisos aparecem' },
  },
  badZone: 'Não conheço este fuso horário. Escreva a cidade (Manaus) ou o nome completo (America/Manaus).',
  zones: {
    'America/Sao_Paulo': 'Brasília, São Paulo, Rio de Janeiro',
    'America/Bahia': 'Salvador',
    'America/Recife': 'Recife',
    'America/Fortaleza': 'Fortaleza',
    'America/Maceio': 'Maceió',
    'America/Belem': 'Belém',
    'America/Araguaina': 'Araguaína, Palmas',
    'America/Santarem': 'Santarém',
    'America/Manaus': 'Manaus',
    'America/Cuiaba': 'Cuiabá',
    'America/Campo_Grande': 'Campo Grande',
    'America/Porto_Velho': 'Porto Velho',
    'America/Boa_Vista': 'Boa Vista',
    'America/Rio_Branco': 'Rio Branco',
    'America/Eirunepe': 'Eirunepé',
    'America/Noronha': 'Fernando de Noronha',
  },

  // /equipe
  team: 'equipe',
  teamSummary: 'Mostra a equipe e cuida de papéis, acessos e carteiras',
  teamExample: 'Toda a equipe',
  teamExampleOne: 'Uma pessoa da equipe',
  teamExampleTyped: 'ana',
  teamTitle: (firm: string) => `Equipe de ${firm}`,
  people: (n: number) => count(n, 'pessoa', 'pessoas'),
  person: { typed: 'pessoa', label: 'Pessoa', hint: 'Nome ou e-mail de alguém da equipe' },
  columns: { name: 'Nome', role: 'Papel', email: 'E-mail', where: 'Acesso', clients: 'Clientes' },
  noAccess: 'ainda sem acesso',
  noEmail: 'sem e-mail',
  more: 'Mais pessoas',
  back: 'Ver toda a equipe',
  look: 'Ver uma pessoa',
  add: 'Adicionar pessoa',
  // Quem saiu
  former: 'Quem saiu',
  formerText: 'Quem saiu não entra mais em nada. Você pode trazer a pessoa de volta ou apagar os dados dela.',
  formerNone: 'Ninguém saiu da equipe, ou os dados de quem saiu já foram apagados.',
  leftOn: (day: string) => `saiu em ${day}`,
  bringBack: 'Trazer de volta',
  backAgain:
    'De volta à equipe, como Analista e ainda sem acesso. Se a pessoa está neste workspace ou servidor, use Adicionar pessoa com este mesmo e-mail; se está em outro, gere um código para ela.',
  notFormer: 'Esta pessoa não está entre quem saiu: já voltou, ou os dados dela foram apagados.',
  codeFor: 'Código de acesso',
  codeForTitle: 'Código para uma pessoa da equipe',
  codeForText:
    'Passe este código só à pessoa. No outro workspace ou servidor, ela digita /configurar e o informa em “Código de outro workspace ou servidor”: entra como ela mesma, com o papel que tem aqui.',
  codeNeedless: 'Esta pessoa já tem acesso, ou já não está na equipe. Nenhum código foi gerado.',
  addTitle: 'Adicionar à equipe',
  addSubmit: 'Adicionar',
  addFields: {
    user: { typed: 'usuario', label: 'Quem', hint: 'A pessoa, neste workspace ou servidor' },
    name: { typed: 'nome', label: 'Nome' },
    email: { typed: 'email', label: 'E-mail' },
    role: { typed: 'papel', label: 'Papel', hint: 'Analistas veem só os clientes atribuídos a eles' },
  },
  added: (name: string) => `${name} está na equipe.`,
  addedHint: 'Avise a pessoa: ela já pode digitar /ajuda aqui.',
  linked: (name: string, role: string) => `${name} já estava na equipe como ${role}; agora tem acesso por aqui.`,
  alreadyThere: (name: string) => `Esta pessoa já está na equipe: é ${name}.`,
  emailHasAccess: (name: string) => `Este e-mail é de ${name}, que já tem acesso aqui por outro usuário.`,
  noSuchMember: (typed: string) => `Não encontrei “${typed}” na equipe. Digite /equipe para ver quem está nela.`,
  whichMember: (names: readonly string[]) =>
    `Há mais de uma pessoa com este nome: ${format.list(names)}. Escreva o e-mail.`,
  memberGone: 'Esta pessoa não está mais na equipe. Digite /equipe para ver quem está.',
  makeAdmin: 'Tornar administrador',
  makeAnalyst: 'Tornar analista',
  isNow: (name: string, role: string) => `${name} agora tem o papel de ${role}.`,
  roleAlready: (name: string, role: string) => `${name} já tem o papel de ${role}.`,
  lastAdmin: 'É preciso haver ao menos um administrador com acesso. Torne outra pessoa administradora primeiro.',
  remove: 'Remover',
  removeTitle: 'Remover da equipe',
  heir: {
    typed: 'substituto',
    label: 'Novo responsável',
    hint: 'Vazio: os clientes ficam sem analista',
    former: ['herdeiro'],
  },
  removed: (name: string) => `${name} saiu da equipe e não tem mais acesso. O histórico permanece.`,
  moved: (n: number, to: string | undefined) =>
    to
      ? `${count(n, 'cliente passou', 'clientes passaram', 'Nenhum cliente passou')} para ${to}.`
      : `${count(n, 'cliente ficou', 'clientes ficaram', 'Nenhum cliente ficou')} sem analista.`,
  notToSelf: 'Escolha outra pessoa: esta já é a responsável pelos clientes.',
  assign: 'Atribuir clientes',
  assignTitle: 'Atribuir clientes',
  release: 'Retirar clientes',
  releaseTitle: 'Retirar clientes',
  handOver: 'Transferir carteira',
  handOverTitle: 'Transferir carteira',
  handOverSubmit: 'Transferir',
  receiver: { typed: 'para', label: 'Novo responsável', hint: 'Nome ou e-mail. Vazio: ficam sem analista' },
  client: { typed: 'cliente', label: 'Um cliente', hint: 'Nome, CNPJ ou CPF' },
  clientList: { typed: 'lista', label: 'Ou vários, um por linha', hint: 'Nome, CNPJ ou CPF em cada linha' },
  nothingTyped: 'Escolha um cliente ou escreva vários, um por linha.',
  given: (n: number, name: string) =>
    `${count(n, 'cliente entrou', 'clientes entraram', 'Nenhum cliente novo entrou')} na carteira de ${name}.`,
  taken: (n: number, name: string) =>
    `${count(n, 'cliente saiu', 'clientes saíram', 'Nenhum cliente saiu')} da carteira de ${name}.`,
  notFound: 'Não encontrado',
  ambiguous: 'Há mais de um com este nome; escreva o CNPJ ou CPF',
  linkCode: 'Código para outro workspace ou servidor',
  linkTitle: 'Código de uso único',
  linkText:
    'No outro workspace ou servidor, um administrador digita /configurar, clica em Configurar e escreve este código.',
  addText: 'Se a Carteira ainda não está lá, abra o endereço abaixo no navegador: ela chega já no seu escritório.',
  addWith: (platform: string, url: string) => `Ou adicione a Carteira ao ${platform} por este endereço: ${url}`,
  linkNote: (minutes: number) =>
    `Válido por ${minutes} minutos, para um único uso. Quem usar o código entra como administrador do escritório: envie apenas a quem você confia.`,
};
