/** What firms ask of their clients and nobody here has written down: such a question is not answered by halves. */
export const unkept: ReadonlySet<string> = new Set(
  (
    'simples nacional presumido regime regimes tributario tributaria tributacao tributos cidade cidades bairro endereco enderecos rua cep uf municipio capital ' +
    'sp rj mg pr rs sc ba paulo janeiro-cidade curitiba campinas santos brasilia recife salvador fortaleza ' +
    'cnae setor segmento ramo atividade aniversario aniversarios fundacao inadimplente inadimplentes devendo devedor devedores devem dever honorario honorarios mensalidade mensalidades boleto boletos ' +
    'funcionario funcionarios empregados folha imposto impostos guia guias das darf certificado certificados socio socios faturamento faturam fatura faturando valor valores preco-plano ' +
    'city cities address addresses state region industry sector birthday employees payroll tax taxes revenue debt debtors certificate partner partners invoice invoices owe owes owing ' +
    'reclamou reclamaram reclamando satisfeitos felizes happy complained churn nps'
  ).split(' '),
);
/** Words that mean something else to everybody who says them. */
export const vague: ReadonlySet<string> = new Set(
  (
    'melhor melhores pior piores maior maiores menor menores grande grandes pequeno pequenos importante importantes bons ruins chato chatos lucrativo lucrativos rentavel rentaveis vip vips problematico problematicos quase ' +
    'best worst biggest largest smallest big small important good bad profitable valuable almost nearly'
  ).split(' '),
);
