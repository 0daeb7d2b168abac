package io.voucherctl.server.quota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tenants file: YAML with a list {@code tenants} of id, appId, appToken, optionally clientAppId
 * and clientToken, and quota (rate and, optionally, burst). It holds secrets; whoever writes it
 * gives it mode 0600.
 */
public final class TenantsFile {
  private record Document(@Nullable List<Entry> tenants) {}

  private record Entry(
      @Nullable String id,
      @Nullable String appId,
      @Nullable String appToken,
      @Nullable String clientAppId,
      @Nullable String clientToken,
      @Nullable QuotaEntry quota) {}

  private record QuotaEntry(@Nullable String rate, @Nullable Long burst) {}

  private static final ObjectReader READER =
      new YAMLMapper()
          .readerFor(Document.class)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private TenantsFile() {}

  /** Reads a file; what is wrong with it is the message of an IllegalArgumentException. */
  public static List<Tenant> read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  public static List<Tenant> parse(String yaml) {
    Document document;
    try {
      document = READER.readValue(yaml);
    } catch (JsonProcessingException e) {
      // The parser's own text may quote the line, and the line may hold a token.
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      String what = e instanceof MismatchedInputException ? "unexpected entry" : "broken YAML";
      throw new IllegalArgumentException("not a tenants file: " + what + " at line " + line);
    }
    if (document == null || document.tenants() == null || document.tenants().isEmpty()) {
      throw new IllegalArgumentException("not a tenants file: no list 'tenants'");
    }
    List<Tenant> tenants = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Set<String> appIds = new HashSet<>();
    for (Entry entry : document.tenants()) {
      Tenant tenant = tenant(entry, tenants.size() + 1);
      if (!ids.add(tenant.id()) || !appIds.add(tenant.appId())) {
        throw new IllegalArgumentException("tenant " + tenant.id() + " or its appId stands twice");
      }
      KeyPair client = tenant.client();
      if (client != null && !appIds.add(client.appId())) {
        throw new IllegalArgumentException(
            "the clientAppId of tenant " + tenant.id() + " stands twice");
      }
      tenants.add(tenant);
    }
    return List.copyOf(tenants);
  }

  private static Tenant tenant(Entry entry, int position) {
    String id = required(entry.id(), "id", "tenant number " + position);
    QuotaEntry quota = entry.quota();
    if (quota == null || quota.rate() == null) {
      throw new IllegalArgumentException("tenant " + id + " has no quota.rate");
    }
    Rate rate = Rate.parse(quota.rate());
    long burst = quota.burst() == null ? RateLimit.defaultBurst(rate) : quota.burst();
    return new Tenant(
        id,
        required(entry.appId(), "appId", "tenant " + id),
        required(entry.appToken(), "appToken", "tenant " + id),
        TenantKey.client(entry.clientAppId(), entry.clientToken(), "tenant " + id),
        new TenantQuota(id, rate, burst));
  }

  private static String required(@Nullable String value, String name, String where) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(where + " has no " + name);
    }
    return value;
  }

  /** The file's text; {@link #parse} reads it back. */
  public static byte[] format(List<Tenant> tenants) {
    StringBuilder yaml = new StringBuilder("tenants:\n");
    for (Tenant tenant : tenants) {
      yaml.append("  - id: ").append(quoted(tenant.id())).append('\n');
      yaml.append("    appId: ").append(quoted(tenant.appId())).append('\n');
      yaml.append("    appToken: ").append(quoted(tenant.appToken())).append('\n');
      KeyPair client = tenant.client();
      if (client != null) {
        yaml.append("    clientAppId: ").append(quoted(client.appId())).append('\n');
        yaml.append("    clientToken: ").append(quoted(client.token())).append('\n');
      }
      yaml.append("    quota:\n");
      yaml.append("      rate: ").append(tenant.quota().rate()).append('\n');
      yaml.append("      burst: ").append(tenant.quota().burst()).append('\n');
    }
    return yaml.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
