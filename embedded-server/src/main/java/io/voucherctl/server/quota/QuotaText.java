package io.voucherctl.server.quota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.jspecify.annotations.Nullable;

/**
 * A quota as it stands in the ConfigMap {@link #CONFIG_MAP}, one key per tenant, and in the files
 * of a mounted one:
 *
 * <pre>
 * rate: 20/s
 * burst: 40
 * </pre>
 */
public final class QuotaText {
  public static final String CONFIG_MAP = "tenant-quotas";

  /** The key whose quota holds for every tenant without a key of its own. */
  public static final String DEFAULT_KEY = "_default";

  private record Entry(@Nullable String rate, @Nullable Long burst) {}

  private static final ObjectReader READER =
      new YAMLMapper()
          .readerFor(Entry.class)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private QuotaText() {}

  /** Reads one entry; what is wrong with it is the message of an IllegalArgumentException. */
  public static TenantQuota parse(String tenant, String text) {
    Entry entry;
    try {
      entry = READER.readValue(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("quota of " + tenant + ": " + e.getOriginalMessage(), e);
    }
    if (entry == null || entry.rate() == null) {
      throw new IllegalArgumentException("quota of " + tenant + ": no rate");
    }
    Rate rate = Rate.parse(entry.rate());
    long burst = entry.burst() == null ? TenantQuota.defaultBurst(rate) : entry.burst();
    return new TenantQuota(tenant, rate, burst);
  }

  public static String format(TenantQuota quota) {
    return "rate: " + quota.rate() + "\nburst: " + quota.burst() + "\n";
  }
}
