package io.voucherctl.commands.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One named entry of a kubeconfig, and the file it stands in: relative paths start there. What is
 * wrong with a value is said by its key; the value itself may be a secret and is never shown.
 *
 * @param kind cluster, context or user
 */
record Entry(String kind, String name, JsonNode body, Path file) {

  @Nullable String text(String key) {
    JsonNode value = body.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isValueNode()) {
      throw wrong(key + " is not a text");
    }
    return value.asText().isEmpty() ? null : value.asText();
  }

  boolean flag(String key) {
    JsonNode value = body.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw wrong(key + " is neither true nor false");
    }
    return value.booleanValue();
  }

  List<String> texts(String key) {
    JsonNode value = body.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw wrong(key + " is not a list");
    }
    List<String> texts = new ArrayList<>();
    value.forEach(item -> texts.add(item.asText()));
    return List.copyOf(texts);
  }

  /** A block inside this entry, with the same name and file in what it says. */
  @Nullable Entry block(String key) {
    JsonNode value = body.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isObject()) {
      throw wrong(key + " is not a block");
    }
    return new Entry(kind, name, value, file);
  }

  @Nullable Path path(String key) {
    String text = text(key);
    return text == null ? null : file.toAbsolutePath().resolveSibling(text);
  }

  /** PEM, either inline as base64 (which wins, as in kubectl) or in a file. */
  @Nullable String pem(String dataKey, String fileKey) {
    String data = text(dataKey);
    if (data != null) {
      return decoded(dataKey, data);
    }
    Path from = path(fileKey);
    if (from == null) {
      return null;
    }
    try {
      return Files.readString(from, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw wrong(fileKey + ": cannot read " + from);
    }
  }

  private String decoded(String key, String data) {
    try {
      return new String(Base64.getMimeDecoder().decode(data), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      throw wrong(key + " is not base64");
    }
  }

  Failure.BadInput wrong(String problem) {
    return wrong(problem, null);
  }

  Failure.BadInput wrong(String problem, @Nullable String hint) {
    return new Failure.BadInput(kind + " '" + name + "' in " + file + ": " + problem, hint);
  }
}
