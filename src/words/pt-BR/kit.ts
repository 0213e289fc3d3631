import type { KitWords } from '../../kit/words.ts';

export const kit: KitWords = {
  oldCard: (command) =>
    command
      ? `Este cartão é antigo e já não sei o que ele queria dizer. Digite /${command} para continuar daqui.`
      : 'Este cartão é antigo e já não sei o que ele queria dizer. Digite /ajuda para ver o que posso fazer.',
  unknownCommand: (name, near) =>
    `Não conheço /${name}. ${near ? `Você quis dizer /${near}?` : 'Digite /ajuda para ver o que posso fazer.'}`,
  unknownOption: (name, near) => `Não entendi “${name}”. ${near ? `Você quis dizer ${near}:?` : 'Veja os exemplos em /ajuda.'}`,
  notAChoice: (field, value, near) => `${field}: não há “${value}”.${near ? ` Você quis dizer ${near}?` : ''}`,
  notADate: (value) => `${value ? `“${value}” não é uma data` : 'Isto não é uma data'}. Escreva, por exemplo, 31/12/2026 ou hoje.`,
  notUnderstood: (field, value) => `${field}: não entendi “${value}”.`,
  missing: (field) => `Falta preencher: ${field}.`,
  tooLong: (field, max) => `${field}: no máximo ${max} caracteres.`,
  notAllowed: 'Só um administrador do escritório pode fazer isso. Peça a quem administra a equipe (/equipe mostra quem é).',
  broken: (reference) =>
    `Algo deu errado do nosso lado, e nada foi mudado pela metade. Tente de novo; se continuar, informe o código ${reference}.`,
  busy: 'Há muita coisa acontecendo ao mesmo tempo. Nada foi mudado; tente de novo em instantes.',
  unsure: 'A conexão com o banco de dados caiu na hora de gravar, e não sei se a mudança ficou. Confira antes de repetir.',
  cannotWrite: {
    damaged: 'O disco do servidor deu erro e nada pode ser gravado agora. Nada foi mudado; avise quem cuida do servidor.',
    full: 'O disco do servidor está cheio e nada pode ser gravado agora. Nada foi mudado; avise quem cuida do servidor.',
    gone: 'O arquivo do banco de dados saiu do lugar e nada pode ser gravado agora. Nada foi mudado; avise quem cuida do servidor.',
    readonly: 'O banco de dados só permite leitura agora. Nada foi mudado; avise quem cuida do servidor.',
  },
  repeated: 'Isso já foi feito; não fiz duas vezes.',
  slowDown: (seconds) => `Calma, são muitos pedidos de uma vez. Tente de novo em ${seconds} ${seconds === 1 ? 'segundo' : 'segundos'}.`,
  cut: (count) => `… e mais ${count}`,
  yes: 'Sim',
  no: 'Não',
  working: 'Só um instante…',
  typed: 'Você escreveu',
  whichFirm: 'Para qual escritório?',
};
