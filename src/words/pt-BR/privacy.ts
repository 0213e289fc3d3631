/** Whom to write to, behind a sentence. */
const writeTo = (contact: string | undefined) =>
  contact
    ? `Escreva para ${contact}.`
    : 'Fale com um administrador do seu escritório na Carteira, ou com quem mantém este servidor.';

export const privacy = {
  title: 'Privacidade',
  parts: (contact: string | undefined) => [
    {
      heading: 'De quem são os dados',
      text: 'Cada escritório decide sobre os dados dos seus clientes: é o controlador, nos termos da LGPD. Quem mantém este servidor trata esses dados em nome do escritório: é o operador.',
    },
    {
      heading: 'O que é guardado',
      text: 'Dos clientes: cadastro, situação, pedidos de conexão, licenças e, por alguns dias, documentos a caminho do escritório. Da equipe: nome, e-mail, papel e a identificação no Slack ou no Discord. De todos: o que foi feito, por quem e quando.',
    },
    {
      heading: 'O que é lido no chat',
      text: 'Só o que alguém digita como comando, clica nas nossas mensagens, ou escreve à Carteira em mensagem direta ou mencionando-a; e a mensagem em que alguém escolhe um atalho dela, como Convidar este cliente. Depois de uma queda ela pode procurar num canal a própria mensagem, para não a repetir, e não guarda nada do que viu ali.',
    },
    {
      heading: 'Com quem é compartilhado',
      text: 'Com o escritório, com o próprio cliente e, quando o cliente autoriza, com a Conta Azul. O que a Carteira escreve passa pelo Slack, pelo Discord ou pelo e-mail em que é lido. Ela não vende dados nem treina inteligência artificial com eles. Um assistente que alguém conecta lê somente o que essa pessoa pode ler, e o que ele lê chega também à empresa que o oferece.',
    },
    {
      heading: 'Como é protegido',
      text: 'As chaves de acesso ao Slack e à Conta Azul ficam cifradas. O acesso segue o papel de cada pessoa: um analista vê somente a sua carteira.',
    },
    {
      heading: 'Por quanto tempo, e como apagar',
      text: 'Enquanto o escritório usa a Carteira. O cliente baixa e apaga os próprios dados em /my-accountant; o escritório apaga um cliente pelo chat e encerra tudo em /configurar. Quando alguém remove o app do Slack, as chaves de lá são apagadas na hora. Por cinco anos fica a prova de que um consentimento existiu, sem nomes.',
    },
    { heading: 'Perguntas e pedidos', text: writeTo(contact) },
  ],
};

export const support = {
  title: 'Suporte',
  parts: (contact: string | undefined) => [
    {
      heading: 'Como usar',
      text: 'Digite /ajuda no chat: ela mostra todos os comandos, com exemplos. Você também pode perguntar com suas palavras.',
    },
    {
      heading: 'Algo não funciona',
      text: `${writeTo(contact)} Quando uma mensagem de erro traz um código, envie-o junto.`,
    },
    {
      heading: 'Remover a Carteira',
      text: 'No Slack, um administrador remove o app nas configurações do workspace. No Discord, remova o bot do servidor. Para apagar tudo do escritório, use antes Encerrar a conta, em /configurar.',
    },
  ],
};
