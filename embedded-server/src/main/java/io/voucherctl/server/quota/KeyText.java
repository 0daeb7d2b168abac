package io.voucherctl.server.quota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's keys as they stand in the Secret {@link #SECRET}, one key per tenant, and in the files
 * of a mounted one:
 *
 * <pre>
 * appId: 'app-acme'
 * appToken: 's3cret'
 * clientAppId: 'web-acme'
 * clientToken: 'known to browsers'
 * </pre>
 *
 * The two lines of the client pair may be missing.
 */
public final class KeyText {
  public static final String SECRET = "tenant-keys";

  private record Entry(
      @Nullable String appId,
      @Nullable String appToken,
      @Nullable String clientAppId,
      @Nullable String clientToken) {}

  private static final ObjectReader READER =
      new YAMLMapper()
          .readerFor(Entry.class)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private KeyText() {}

  /** Reads one entry; what is wrong with it is the message of an IllegalArgumentException. */
  public static TenantKey parse(String tenant, String text) {
    Entry entry;
    try {
      entry = READER.readValue(text);
    } catch (JsonProcessingException e) {
      // Neither the parser's text nor the exception: both may quote the token.
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new IllegalArgumentException("keys of " + tenant + ": broken YAML at line " + line);
    }
    if (entry == null || entry.appId() == null || entry.appToken() == null) {
      throw new IllegalArgumentException("keys of " + tenant + ": no appId or no appToken");
    }
    KeyPair client =
        TenantKey.client(entry.clientAppId(), entry.clientToken(), "keys of " + tenant);
    return new TenantKey(tenant, entry.appId(), entry.appToken(), client);
  }

  public static String format(TenantKey key) {
    KeyPair client = key.client();
    String server =
        "appId: " + quoted(key.appId()) + "\nappToken: " + quoted(key.appToken()) + "\n";
    return client == null
        ? server
        : server
            + ("clientAppId: " + quoted(client.appId()) + "\n")
            + ("clientToken: " + quoted(client.token()) + "\n");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
