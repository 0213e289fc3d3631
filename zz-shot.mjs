import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const out = readFileSync('/tmp/dr/out','utf8');
const url = /http:\/\/localhost:\d+\/console\?key=\S+/.exec(out)[0];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] });
const [mode='desktop', scheme='light', ...says] = process.argv.slice(2);
const ctx = await browser.newContext({ locale:'pt-BR', timezoneId:'America/Sao_Paulo', colorScheme: scheme, ...(mode==='phone'?{viewport:{width:390,height:780},isMobile:true,hasTouch:true,deviceScaleFactor:2}:{viewport:{width:1280,height:800}})});
const page = await ctx.newPage();
page.on('console', m => ['error','warning'].includes(m.type()) && console.log('CONSOLE', m.text()));
page.on('pageerror', e => console.log('ERR', String(e)));
await page.goto(url);
await page.getByRole('textbox',{name:'Mensagem'}).waitFor();
await page.waitForTimeout(1500);
await page.screenshot({path:`/tmp/shots/${mode}-${scheme}-0.png`});
let i=1;
for (const s of says) {
  const t=Date.now();
  if (s.startsWith('!')) await page.locator('.message.bot').last().getByRole('button',{name:s.slice(1)}).first().click();
  else { await page.getByRole('textbox',{name:'Mensagem'}).fill(s); await page.keyboard.press('Escape'); const n=await page.locator('.message.bot').count(); await page.keyboard.press('Enter'); await page.waitForFunction(n=>document.querySelectorAll('.message.bot:not(.typing)').length>=n, n).catch(()=>0); console.log(s, Date.now()-t,'ms'); }
  await page.waitForTimeout(1500);
  await page.screenshot({path:`/tmp/shots/${mode}-${scheme}-${i}.png`});
  const top = await page.evaluate(() => { const s=document.querySelector('.scroller').getBoundingClientRect(); const c=[...document.querySelectorAll('.message.bot:not(.typing) .card')].at(-1).getBoundingClientRect(); return [c.top-s.top, c.height, s.height]; });
  console.log(s, 'top of the newest card', top, '| said:', await page.locator('[aria-live]').last().textContent());
  i++;
}
await browser.close();
