package io.voucherctl.server.quota;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A quota as it stands in the ConfigMap {@link #CONFIG_MAP}, one key per tenant, and in the files
 * of a mounted one. Only {@code rate} must be there, or {@code plan} instead of it:
 *
 * <pre>
 * plan: gold
 * rate: 20/s
 * burst: 40
 * concurrency: 50
 * mode: shadow
 * routes:
 *   POST /v1/vouchers/{code}/validate: {rate: 5/s, burst: 10}
 * until: 2026-05-04T10:00:00Z
 * then: {rate: 100/s, burst: 200}
 * </pre>
 */
public final class QuotaText {
  public static final String CONFIG_MAP = "tenant-quotas";

  /** The key whose quota holds for every tenant without a key of its own. */
  public static final String DEFAULT_KEY = "_default";

  /** What the keys of plans begin with: {@code _plan.gold}. */
  public static final String PLAN_PREFIX = "_plan.";

  private record LimitEntry(
      @Nullable String rate, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long burst) {
    RateLimit read() {
      if (rate == null) {
        throw new IllegalArgumentException("no rate");
      }
      Rate parsed = Rate.parse(rate);
      return burst == null ? RateLimit.of(parsed) : new RateLimit(parsed, burst);
    }

    static LimitEntry of(RateLimit limit) {
      return new LimitEntry(limit.rate().toString(), limit.burst());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({"plan", "rate", "burst", "concurrency", "mode", "routes", "until", "then"})
  private record Entry(
      @Nullable String plan,
      @Nullable String rate,
      @Nullable Long burst,
      @Nullable Integer concurrency,
      @JsonProperty("mode") @Nullable String mode,
      @Nullable Map<String, LimitEntry> routes,
      @Nullable String until,
      @Nullable Entry then) {}

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .build();

  private static final ObjectReader READER =
      YAML.readerFor(Entry.class)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final ObjectWriter WRITER = YAML.writerFor(Entry.class);

  private QuotaText() {}

  /** Reads one entry; what is wrong with it is the message of an IllegalArgumentException. */
  public static QuotaRule parse(String key, String text) {
    try {
      Entry entry = READER.readValue(text);
      if (entry == null) {
        throw new IllegalArgumentException("no rate");
      }
      return rule(key, entry);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  private static QuotaRule rule(String key, Entry entry) {
    if (entry.rate() == null && entry.burst() != null) {
      throw new IllegalArgumentException("a burst, and no rate");
    }
    RateLimit limit =
        entry.rate() == null ? null : new LimitEntry(entry.rate(), entry.burst()).read();
    return new QuotaRule(
        key,
        entry.plan(),
        limit,
        entry.routes() == null ? null : routes(entry.routes()),
        entry.concurrency(),
        entry.mode() == null ? null : enforcement(entry.mode()),
        entry.until() == null ? null : instant(entry.until()),
        entry.then() == null ? null : rule(key, entry.then()));
  }

  private static SortedMap<RoutePattern, RateLimit> routes(Map<String, LimitEntry> entries) {
    SortedMap<RoutePattern, RateLimit> routes = new TreeMap<>();
    entries.forEach((route, limit) -> {
      if (limit == null) {
        throw new IllegalArgumentException("route " + route + " has no rate");
      }
      if (routes.put(RoutePattern.parse(route), limit.read()) != null) {
        throw new IllegalArgumentException("route " + route + " stands twice");
      }
    });
    return routes;
  }

  private static Enforcement enforcement(String mode) {
    return switch (mode) {
      case "enforce" -> Enforcement.ENFORCE;
      case "shadow" -> Enforcement.SHADOW;
      default ->
          throw new IllegalArgumentException("mode is enforce or shadow, not '" + mode + "'");
    };
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a time; write it as 2026-05-04T10:00:00Z", e);
    }
  }

  /** The text of a quota that does not end. */
  public static String format(TenantQuota quota) {
    return format(QuotaRule.of(quota));
  }

  /** The text of a rule; {@link #parse} reads it back. */
  public static String format(QuotaRule rule) {
    try {
      return WRITER.writeValueAsString(entry(rule));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a quota that is no YAML", e);
    }
  }

  private static Entry entry(QuotaRule rule) {
    RateLimit limit = rule.limit();
    QuotaRule then = rule.then();
    Map<String, LimitEntry> routes = null;
    if (rule.routes() != null) {
      Map<String, LimitEntry> texts = new LinkedHashMap<>();
      rule.routes().forEach((route, cap) -> texts.put(route.toString(), LimitEntry.of(cap)));
      routes = texts;
    }
    return new Entry(
        rule.plan(),
        limit == null ? null : limit.rate().toString(),
        limit == null ? null : (Long) limit.burst(),
        rule.concurrency(),
        rule.enforcement() == null ? null : rule.enforcement().name().toLowerCase(Locale.ROOT),
        routes,
        rule.until() == null ? null : rule.until().toString(),
        then == null ? null : entry(then));
  }
}
