/** The portfolio of the demo: companies that do not exist, with documents that are well formed. */
const lines = `
Padaria Pão de Açúcar da Vila|Padaria da Vila|10200300000178|padariapao|(11) 96000-1000|Rosa Nogueira|connected|active|Controle I|client|0|12
Mercado São Jorge LTDA|Mercadinho São Jorge|11113877000105|mercadosao|(11) 96123-1211|Jorge Amaral|connected|active|Avançado I|firm|12|40
Clínica Sorriso Aberto||12027454000135|clinicasorriso|(11) 96246-1422|Dra. Helena Prado|connected|inactive|Performance I|client|-3|65
Oficina do Zé Mecânica ME|Oficina do Zé|12941031000126|oficinado|(11) 96370-1633|José Carlos Lima|connected|never_used|Essencial II|firm|28|8
Studio Bela Pele Estética|Bela Pele|13854608000125|studiobela|(11) 96493-1844|Patrícia Gomes|connected|active|Controle II|client|45|33
Transportadora Rota Sul S.A.|Rota Sul|AGC10185000194|transportadorarota|(11) 96617-2055|Émerson Kuhn|connected|active|Performance II|firm|88|2
Livraria Sebo do Centro||15681762000178|livrariasebo|(11) 96740-2266|Tânia Braga|not_connected|never_used||||
Açougue Boi Dourado|Boi Dourado|16595339000118|acougueboi|(11) 96864-2477|Nelson Pires|not_connected|never_used||||
Escola Infantil Girassol|Girassol|17508916000150|escolainfantil|(11) 96987-2688|Cláudia Antunes|connected|active|Avançado II|client|19|15
Restaurante Sabor da Serra|Sabor da Serra|18422493000113|restaurantesabor|(11) 97111-2899|Ivone Martins|not_connected|inactive||||
Farmácia Vida Nova LTDA|Vida Nova|19336070000143|farmaciavida|(11) 97234-3110|Sérgio Falcão|connected|active|Avançado I|firm|160|22
Pet Shop Amigo Fiel||AMC10407000155|petshop|(11) 97358-3321|Juliana Rocha|highly_recommended|never_used||||
Construtora Alicerce Forte|Alicerce|21163224000194|construtoraalicerce|(11) 97481-3532|Roberto Meireles|connected|active|Performance III|client|240|
Gráfica Papel & Cia|Papel & Cia|22076801000173|graficapapel|(11) 97604-3743|Sônia Vidal|connected|inactive|Controle I|firm|-12|95
Academia Corpo em Ação|Corpo em Ação|22990378000112|academiacorpo|(11) 97728-3954|Felipe Arantes|connected|active|Controle II|client|7|30
Floricultura Jardim Secreto||23903955000154|floriculturajardim|(11) 97851-4165|Aparecida Reis|not_connected|inactive|Essencial I|client|61|
Distribuidora Águas Claras|Águas Claras|24817532000184|distribuidoraaguas|(11) 97975-4376|Maurício Telles|connected|active|Performance I|firm|33|5
Salão Maria Bonita MEI|Maria Bonita|ASC10629000154|salaomaria|(11) 98098-4587|Maria de Lourdes|highly_recommended|never_used||||
Consultório Dr. Inácio Peçanha||26644686000147|consultoriodr|(11) 98222-4798|Inácio Peçanha|connected|inactive|Essencial II|client|15|18
Sorveteria Gelo Fino|Gelo Fino|27558263000177|sorveteriagelo|(11) 98345-5009|Wagner Couto|disconnected|never_used||||120
Auto Peças Três Irmãos|Três Irmãos|28471840000151|autopecas|(11) 98469-5220|Antônio Galvão|connected|active|Avançado II|firm|58|10
Confeitaria Doce Encanto|Doce Encanto|29385417000100|confeitariadoce|(11) 98592-5431|Lúcia Bastos|connected|active|Controle I|client|2|29
Imobiliária Morada do Sol|Morada do Sol|30298994000135|imobiliariamorada|(11) 98716-5642|Renata Vasconcelos|connected|inactive|Performance I|client|120|44
Tecelagem Fio de Ouro|Fio de Ouro|AEC10851000169|tecelagemfio|(11) 98839-5853|Gilberto Nunes|not_connected|never_used||||
`;

/** Name, trade name, document, e-mail's domain, phone, contact, situation, charges, plan, payer, days until expiry, days since export. */
export const sampleClients = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [name, tradeName, document, domain, phone, contactName, situation, charges, plan, payer, due, exported] =
      line.split('|') as string[];
    return {
      name: name!,
      tradeName: tradeName!,
      document: document!,
      email: `financeiro@${domain}.com.br`,
      phone: phone!,
      contactName: contactName!,
      situation: situation!,
      charges: charges!,
      plan: plan || undefined,
      payer: payer || undefined,
      due: due ? Number(due) : undefined,
      exported: exported ? Number(exported) : undefined,
    };
  });

/** The people of the firm. */
export const people = [
  { name: 'Marina Duarte', email: 'marina@horizontecontabil.com.br', role: 'admin' },
  { name: 'Ana Figueiredo', email: 'ana@horizontecontabil.com.br', role: 'analyst' },
  { name: 'Bruno Teixeira', email: 'bruno@horizontecontabil.com.br', role: 'analyst' },
] as const;

export const firm = { name: 'Horizonte Contábil', phone: '(11) 4002-8922', timeZone: 'America/Sao_Paulo' } as const;

/** The clients whose account can be read from the start. */
export const authorized: readonly string[] = [
  '10200300000178',
  'AGC10185000194',
  '12027454000135',
  '11113877000105',
  '17508916000150',
  '24817532000184',
];

/** Who is in the middle of what, by document. */
export const cast = {
  /** Asked to be connected this morning, and waits. */
  asks: '18422493000113',
  /** Their plan ends today. */
  expires: '10200300000178',
  /** Were invited: one has until tonight, one said yes yesterday, one no, one has just been asked. */
  lastDay: '16595339000118',
  accepted: '23903955000154',
  declined: '15681762000178',
  invited: 'AEC10851000169',
  /** Was asked for papers, and has sent some. */
  sends: 'AGC10185000194',
} as const;

export const declinedBecause = 'Vamos fechar a livraria em dezembro; não faz sentido conectar agora.';

/** What a client has sent: receipts of payments. */
export const papers = [
  { name: 'Comprovante de aluguel.pdf', lines: ['Comprovante de pagamento', 'Aluguel do galpão', 'R$ 8.400,00'] },
  { name: 'Nota do diesel.pdf', lines: ['Nota fiscal de combustível', 'Posto Rota Sul, 420 litros', 'R$ 2.562,00'] },
] as const;
