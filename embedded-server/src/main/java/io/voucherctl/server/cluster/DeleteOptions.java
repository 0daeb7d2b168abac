package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;

/**
 * How a client wants something deleted.
 *
 * @param graceSeconds how long a pod may take to end; empty for what the pod says itself
 * @param uid precondition; empty for any
 * @param resourceVersion precondition; empty for any
 * @param orphan leaves alone what the object owns; otherwise that is deleted too
 */
record DeleteOptions(
    boolean dryRun, OptionalLong graceSeconds, String uid, String resourceVersion, boolean orphan) {

  static final DeleteOptions PLAIN = new DeleteOptions(false, OptionalLong.empty(), "", "", false);

  /** From the query, and from a {@code DeleteOptions} body if there is one, which goes first. */
  static DeleteOptions of(Parameters parameters) {
    byte[] bytes = parameters.request().body();
    ObjectNode body = Json.object();
    if (bytes.length > 0) {
      MediaTypes.requireJson(parameters.request());
      body = Json.parseObject(bytes);
    }
    if (!body.path("kind").asText("DeleteOptions").equals("DeleteOptions")) {
      throw StatusException.badRequest("the body of a DELETE is DeleteOptions");
    }
    boolean dryRun = parameters.dryRun();
    for (JsonNode value : body.path("dryRun")) {
      dryRun |= Parameters.isDryRun(value.asText());
    }
    JsonNode preconditions = body.path("preconditions");
    return new DeleteOptions(
        dryRun,
        grace(body.path("gracePeriodSeconds"), parameters),
        preconditions.path("uid").asText(""),
        preconditions.path(ObjectMeta.RESOURCE_VERSION).asText(""),
        orphan(body, parameters));
  }

  private static OptionalLong grace(JsonNode said, Parameters parameters) {
    if (said.isMissingNode() || said.isNull()) {
      return parameters.count("gracePeriodSeconds");
    }
    if (!said.isIntegralNumber() || !said.canConvertToLong() || said.longValue() < 0) {
      throw StatusException.badRequest("not a number of seconds: gracePeriodSeconds=" + said);
    }
    return OptionalLong.of(said.longValue());
  }

  private static boolean orphan(JsonNode body, Parameters parameters) {
    String policy = body.path("propagationPolicy").asText(parameters.text("propagationPolicy"));
    return switch (policy) {
      case "" -> body.path("orphanDependents").asBoolean(parameters.flag("orphanDependents"));
      case "Orphan" -> true;
      case "Background", "Foreground" -> false;
      default -> throw StatusException.badRequest("unknown propagationPolicy: " + policy);
    };
  }
}
