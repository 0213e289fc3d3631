/** What FILES_URL says. Without a key the machine is asked for one, as a role of its host. */
export interface BucketAddress {
  endpoint: string;
  bucket: string;
  /** What stands before every name, with its stroke; several of us share a bucket. */
  prefix: string;
  region: string;
  key?: { id: string; secret: string };
  /** Where it is, as it may be told. */
  says: string;
}

/** `s3://KEY:SECRET@host:port/bucket/before?region=…&tls=0`; undefined when it is none. */
export function readBucketAddress(text: string): BucketAddress | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, host, pathname, searchParams } = new URL(text);
  const [bucket = '', ...before] = pathname.split('/').filter(Boolean).map(decodeURIComponent);
  const tls = searchParams.get('tls') ?? '1';
  const strange = [...searchParams.keys()].some((name) => name !== 'region' && name !== 'tls');
  if (protocol !== 's3:' || !host || !bucket || !/^[01]$/.test(tls) || strange) return undefined;
  if (Boolean(username) !== Boolean(password)) return undefined;
  const prefix = before.map((each) => `${each}/`).join('');
  return {
    endpoint: `${tls === '1' ? 'https' : 'http'}://${host}`,
    bucket,
    prefix,
    region: searchParams.get('region') ?? 'us-east-1',
    ...(username ? { key: { id: decodeURIComponent(username), secret: decodeURIComponent(password) } } : {}),
    says: `s3://${host}/${bucket}/${prefix}`,
  };
}
