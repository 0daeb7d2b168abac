package io.voucherctl.commands.serve;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.server.gateway.Feed;
import io.voucherctl.server.gateway.Feed.Source;
import io.voucherctl.server.quota.KeyBook;
import io.voucherctl.server.quota.KeyDirectory;
import io.voucherctl.server.quota.KeyText;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.QuotaDirectory;
import io.voucherctl.server.quota.QuotaText;
import io.voucherctl.server.quota.Roster;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes books of the ConfigMap and the Secret. One that is deleted leaves the last book in force: a
 * slip of the hand must not cut every tenant down to the default, or lock all of them out; who
 * wants that empties it. Where there has never been a ConfigMap the default holds; where there has
 * never been a Secret nobody is let in, and the gateway is not ready. Tenants are told after the
 * first quotas, so that none starts with the default's tokens.
 */
final class ClusterBooks {
  /** As much as a mounted entry may have. */
  private static final int LARGEST_ENTRY = 16 * 1024;

  private static final String NONE = "none";

  private final Feed.Sink sink;
  private @Nullable QuotaBook quotas;
  private @Nullable KeyBook keys;
  private @Nullable String mapVersion;
  private @Nullable String secretVersion;

  /** Entries that can be read as text, and what is wrong with the others. */
  private record Texts(Map<String, String> entries, Map<String, String> unreadable) {
    static Texts none() {
      return new Texts(new TreeMap<>(), new TreeMap<>());
    }
  }

  ClusterBooks(Feed.Sink sink) {
    this.sink = sink;
  }

  synchronized void quotas(JsonNode list) {
    JsonNode map = list.path("items").path(0);
    boolean missing = map.isMissingNode();
    if (missing && mapVersion != null && !mapVersion.equals(NONE)) {
      sink.failed(Source.QUOTAS, "the ConfigMap " + QuotaText.CONFIG_MAP + " is gone");
      return;
    }
    String version = missing ? NONE : version(map);
    if (!version.equals(mapVersion)) {
      Texts texts = texts(map.path("data"), false);
      String revision = missing ? NONE : revision(map);
      put(QuotaDirectory.book(revision, texts.entries(), texts.unreadable(), quotas));
      mapVersion = version;
    }
    sink.confirmed(Source.QUOTAS);
  }

  private void put(QuotaBook next) {
    boolean first = quotas == null;
    quotas = next;
    sink.put(next);
    if (first && keys != null) {
      sink.put(new Roster(keys, QuotaBook.BUILT_IN));
    }
  }

  synchronized void keys(JsonNode list) {
    JsonNode secret = list.path("items").path(0);
    if (secret.isMissingNode()) {
      sink.failed(
          Source.TENANTS,
          keys == null
              ? "there is no Secret " + KeyText.SECRET
              : "the Secret " + KeyText.SECRET + " is gone");
      return;
    }
    String version = version(secret);
    if (!version.equals(secretVersion)) {
      Texts texts = texts(secret.path("data"), true);
      keys = KeyDirectory.book(texts.entries(), texts.unreadable(), keys);
      secretVersion = version;
      if (quotas != null) {
        sink.put(new Roster(keys, QuotaBook.BUILT_IN));
      }
    }
    sink.confirmed(Source.TENANTS);
  }

  /** With the uid, because a cluster that is restored counts its revisions again. */
  private static String version(JsonNode object) {
    return object.path("metadata").path("uid").asText() + " " + revision(object);
  }

  private static String revision(JsonNode object) {
    return object.path("metadata").path("resourceVersion").asText();
  }

  private static Texts texts(JsonNode data, boolean encoded) {
    Texts texts = Texts.none();
    data.properties()
        .forEach(entry -> {
          String text = encoded ? decoded(entry.getValue().asText()) : entry.getValue().asText();
          if (text == null) {
            texts.unreadable().put(entry.getKey(), "not UTF-8 text");
          } else if (text.length() > LARGEST_ENTRY) {
            texts.unreadable().put(entry.getKey(), "larger than " + LARGEST_ENTRY + " bytes");
          } else {
            texts.entries().put(entry.getKey(), text);
          }
        });
    return texts;
  }

  private static @Nullable String decoded(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return null;
    }
  }
}
