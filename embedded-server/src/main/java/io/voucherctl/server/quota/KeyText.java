package io.voucherctl.server.quota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's key pair as it stands in the Secret {@link #SECRET}, one key per tenant, and in the
 * files of a mounted one:
 *
 * <pre>
 * appId: 'app-acme'
 * appToken: 's3cret'
 * </pre>
 */
public final class KeyText {
  public static final String SECRET = "tenant-keys";

  private record Entry(@Nullable String appId, @Nullable String appToken) {}

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
    return new TenantKey(tenant, entry.appId(), entry.appToken());
  }

  public static String format(TenantKey key) {
    return "appId: " + quoted(key.appId()) + "\nappToken: " + quoted(key.appToken()) + "\n";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
