package io.voucherctl.commands.quota;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.KubeRequest;
import io.voucherctl.commands.kube.KubeSession;
import io.voucherctl.server.quota.KeyText;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.QuotaText;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Quotas in a ConfigMap, one key per tenant, so it works on any cluster and while every gateway is
 * down. A write is one merge patch of one key that carries the resourceVersion: the API server
 * itself refuses it when somebody was faster.
 */
public final class KubeQuotaStore implements QuotaStore {
  private static final String PREFIX = "voucherctl.io/";
  private static final String BY = PREFIX + "changed-by";
  private static final String AT = PREFIX + "changed-at";
  private static final String REASON = PREFIX + "reason";
  private static final String PREVIOUS = PREFIX + "previous";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubeSession session;
  private final InstantSource clock;
  private final String changedBy;

  /**
   * @param changedBy the person, for the ConfigMap's annotations
   */
  public KubeQuotaStore(KubeSession session, InstantSource clock, String changedBy) {
    this.session = session;
    this.clock = clock;
    this.changedBy = changedBy;
  }

  @Override
  public QuotaEntries list() {
    ConfigMap map =
        session.call(
            request("get"),
            client ->
                client
                    .configMaps()
                    .inNamespace(session.namespace())
                    .withName(QuotaText.CONFIG_MAP)
                    .get());
    if (map == null) {
      return new QuotaEntries(NO_REVISION, List.of(), null);
    }
    Map<String, String> texts = map.getData() == null ? Map.of() : map.getData();
    List<QuotaEntry> entries =
        new TreeMap<>(texts)
            .entrySet().stream().map(e -> QuotaEntry.parse(e.getKey(), e.getValue())).toList();
    return new QuotaEntries(map.getMetadata().getResourceVersion(), entries, lastChange(map));
  }

  @Override
  public KnownTenants tenants() {
    try {
      Secret secret =
          session.call(
              KubeRequest.of("get", "secrets", session.namespace(), KeyText.SECRET),
              client ->
                  client.secrets().inNamespace(session.namespace()).withName(KeyText.SECRET).get());
      return new KnownTenants(
          secret == null || secret.getData() == null
              ? Set.of()
              : Set.copyOf(secret.getData().keySet()),
          true);
    } catch (Failure.Unreachable e) {
      // Quotas may be changed by people who may not read secrets.
      return KnownTenants.UNREADABLE;
    }
  }

  @Override
  public String replace(QuotaRule rule, String expectedRevision, ChangeNote note) {
    return write(rule.key(), QuotaText.format(rule), expectedRevision, note);
  }

  @Override
  public String remove(String tenant, String expectedRevision, ChangeNote note) {
    return write(tenant, null, expectedRevision, note);
  }

  private String write(String key, @Nullable String text, String expected, ChangeNote note) {
    try {
      ConfigMap written =
          expected.equals(NO_REVISION) ? create(key, text, note) : patch(key, text, expected, note);
      return written.getMetadata().getResourceVersion();
    } catch (Failure.NotFound e) {
      if (expected.equals(NO_REVISION)) {
        throw e;
      }
      throw new Failure.Conflict(
          "ConfigMap " + QuotaText.CONFIG_MAP + " is gone: somebody removed it",
          "nothing was written; look again and repeat");
    }
  }

  private ConfigMap create(String key, @Nullable String text, ChangeNote note) {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations(note)
        .forEach((name, value) -> {
          if (value != null) {
            annotations.put(name, value);
          }
        });
    ConfigMap map =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(QuotaText.CONFIG_MAP)
            .withNamespace(session.namespace())
            .withAnnotations(annotations)
            .endMetadata()
            .withData(text == null ? Map.of() : Map.of(key, text))
            .build();
    return session.call(
        request("create"),
        client -> client.configMaps().inNamespace(session.namespace()).resource(map).create());
  }

  private ConfigMap patch(String key, @Nullable String text, String expected, ChangeNote note) {
    ObjectNode patch = JSON.createObjectNode();
    ObjectNode metadata = patch.putObject("metadata").put("resourceVersion", expected);
    ObjectNode annotations = metadata.putObject("annotations");
    // An explicit null removes the reason of an earlier change.
    annotations(note).forEach(annotations::put);
    patch.putObject("data").put(key, text);
    return session.call(
        request("patch"),
        client ->
            client
                .configMaps()
                .inNamespace(session.namespace())
                .withName(QuotaText.CONFIG_MAP)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString()));
  }

  private Map<String, @Nullable String> annotations(ChangeNote note) {
    Map<String, @Nullable String> annotations = new LinkedHashMap<>();
    annotations.put(BY, changedBy);
    annotations.put(AT, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    annotations.put(REASON, note.reason());
    annotations.put(PREVIOUS, note.previous());
    return annotations;
  }

  private static @Nullable LastChange lastChange(ConfigMap map) {
    Map<String, String> annotations = map.getMetadata().getAnnotations();
    if (annotations == null || !annotations.containsKey(AT)) {
      return null;
    }
    return new LastChange(
        printable(annotations.get(BY)),
        instant(annotations.get(AT)),
        printable(annotations.get(REASON)),
        printable(annotations.get(PREVIOUS)));
  }

  /** Anybody may have written it: control characters must not drive the reader's terminal. */
  private static @Nullable String printable(@Nullable String text) {
    return text == null ? null : text.replaceAll("\\p{Cntrl}+", " ");
  }

  private static @Nullable Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private KubeRequest request(String verb) {
    return KubeRequest.of(verb, "configmaps", session.namespace(), QuotaText.CONFIG_MAP);
  }
}
