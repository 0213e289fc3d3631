import type { KitWords } from '../../kit/words.ts';

export const kit: KitWords = {
  oldCard: (command) =>
    command
      ? `Esta mensagem é antiga e os botões não valem mais. Digite /${command} para continuar.`
      : 'Esta mensagem é antiga e os botões não valem mais. Digite /ajuda para ver o que posso fazer.',
  unknownCommand: (name, near) =>
    `Não conheço /${name}. ${near ? `Você quis dizer /${near}?` : 'Digite /ajuda para ver o que posso fazer.'}`,
  unknownShortcut: 'Este atalho não existe mais. Digite /ajuda para ver o que posso fazer.',
  unknownOption: (name, near) =>
    `Não entendi “${name}”. ${near ? `Você quis dizer ${near}:?` : 'Veja os exemplos em /ajuda.'}`,
  notAChoice: (field, value, near) => `${field}: não há “${value}”.${near ? ` Você quis dizer ${near}?` : ''}`,
  notADate: (value) =>
    `${value ? `“${value}” não é uma data` : 'Isto não é uma data'}. Escreva, por exemplo, 31/12/2026 ou hoje.`,
  notUnderstood: (field, value) => `${field}: não entendi “${value}”.`,
  missing: (field) => `Falta preencher: ${field}.`,
  tooLong: (field, max) => `${field}: no máximo ${max} caracteres.`,
  notAllowed:
    'Só um administrador do escritório pode fazer isso. Peça a quem administra a equipe (/equipe mostra quem é).',
  broken: (reference) =>
    `Algo deu errado aqui, e nenhuma alteração ficou incompleta. Tente de novo; se continuar, informe o código ${reference}.`,
  busy: 'Há muitos pedidos ao mesmo tempo. Nada foi alterado; tente de novo em instantes.',
  unsure:
    'A conexão com o banco de dados caiu na hora de gravar, e não sei se a alteração foi gravada. Confira antes de repetir.',
  cannotWrite: {
    damaged:
      'O disco do servidor deu erro e nada pode ser gravado agora. Nada foi alterado; avise o responsável pelo servidor.',
    full: 'O disco do servidor está cheio e nada pode ser gravado agora. Nada foi alterado; avise o responsável pelo servidor.',
    gone: 'O arquivo do banco de dados saiu do lugar e nada pode ser gravado agora. Nada foi alterado; avise o responsável pelo servidor.',
    readonly: 'O banco de dados só permite leitura agora. Nada foi alterado; avise o responsável pelo servidor.',
  },
  repeated: 'Isso já foi feito; nada foi repetido.',
  slowDown: (seconds) =>
    `Muitos pedidos em pouco tempo. Tente de novo em ${seconds} ${seconds === 1 ? 'segundo' : 'segundos'}.`,
  cut: (count) => `… e mais ${count}`,
  more: 'Mais ações',
  yes: 'Sim',
  no: 'Não',
  working: 'Só um instante…',
  typed: 'Você escreveu',
  waits: 'Isto espera que a pessoa confirme no chat.',
  onlyReads:
    'Esta chave só lê. Nada foi alterado. Para preparar ações, a pessoa cria outra chave em /configurar, em Assistentes.',
  byPerson: 'Isto só a própria pessoa faz, no chat.',
  whichFirm: 'Para qual escritório?',
};
