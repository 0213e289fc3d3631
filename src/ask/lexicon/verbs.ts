/** What can be done, by the verbs people ask for it with. */
export const verbs: Readonly<Record<string, string>> = {
  invite: 'convida convide convidar convidem convidamos convido invite inviting',
  resend: 'reenvia reenvie reenviar reenvio resend resending remanda remande',
  accept: 'aceita aceite aceitar aceito accept accepting approve aprova aprove aprovar',
  decline: 'recusa recuse recusar recuso nega negue negar rejeita rejeite rejeitar decline reject refuse declining',
  disconnect: 'desconecta desconecte desconectar desconecto disconnect disconnecting desvincula desvincule desvincular',
  contract: 'contrata contrate contratar contrato contract contracting hire',
  renew: 'renova renove renovar renovo renew renewing prorroga prorrogue',
  cancel: 'cancela cancele cancelar cancelo cancel canceling cancelling encerra encerre encerrar',
  on: 'liga ligue ligar ativa ative ativar ativo enable habilita habilite habilitar',
  off: 'desliga desligue desligar desativa desative desativar disable desabilita desabilite',
  turn: 'turn switch',
  buy: 'registra registre registrar registro lanca lance lancar anota anote comprei compramos register record bought',
  send: 'manda mande mandar mando envia envie enviar envio baixa baixe baixar baixo pega pegue pegar pego puxa puxe puxar gera gere gerar download send get fetch downloading retrieve pull bring traz traga',
  ask: 'pede peca pedir peco solicita solicite solicitar request ask requesting',
  remind:
    'lembra lembre lembrar lembro avisa avise avisar aviso cobra cobre cobrar cobro notifica notifique notificar remind notify warn nudge',
  assign:
    'passa passe passar passo transfere transfira transferir transfiro atribui atribua atribuir entrega entregue entregar repassa repasse designa designe assign reassign move transfer give hand joga jogue bota bote poe coloca coloque colocar put',
  edit: 'edita edite editar edito altera altere alterar altero muda mude mudar mudo corrige corrija corrigir corrijo atualiza atualize atualizar atualizo troca troque trocar edit change update fix correct ajusta ajuste ajustar',
  delete:
    'exclui exclua excluir excluo apaga apague apagar apago remove remova remover removo deleta delete deletar deleto elimina elimine erase',
  export: 'exporta exporte exportar exporto export',
  share: 'compartilha compartilhe compartilhar compartilho share post posta poste publica publique',
  import: 'importa importe importar importo import importing upload sobe suba',
  make: 'cria crie criar crio agenda agende agendar configura configure configurar programa programe programar quero schedule create set monta monte',
  add: 'adiciona adicione adicionar adiciono inclui inclua incluir incluo cadastra cadastre cadastrar cadastro add adding acrescenta',
};

const byForm = new Map<string, string>();
for (const [verb, list] of Object.entries(verbs))
  for (const form of list.split(' ')) if (!byForm.has(form)) byForm.set(form, verb);

export const verbOf = (word: string): string | undefined => byForm.get(word);
