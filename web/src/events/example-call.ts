/** The call that sends a body, to paste into a shell; the key comes from the environment. */
export function curl(origin: string, address: string, body: string): string {
  // Within single quotes a shell takes everything as it is, except the quote itself.
  const quoted = body.replaceAll("'", `'"'"'`);
  return [
    `curl -X POST ${origin}${address} \\`,
    `  -H "Authorization: Bearer $BALLAST_API_KEY" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${quoted}'`,
  ].join('\n');
}
