const isLoopback = (host: string) => /^(localhost|\[?::1\]?|127\..*)$/.test(host);

/** How a mail server is spoken to. What stands in the URL, as ?requireTLS=false, goes before what stands here. */
export function connectionTo(smtpUrl: string, timeout: number) {
  const { protocol, username, hostname } = new URL(smtpUrl);
  return {
    url: smtpUrl,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    dnsTimeout: timeout,
    socketTimeout: timeout * 2,
    // A password crosses no network in the clear.
    requireTLS: protocol === 'smtp:' && username !== '' && !isLoopback(hostname),
  };
}
