package io.voucherctl.commands.pods;

import org.jspecify.annotations.Nullable;

/**
 * Which pods to look at.
 *
 * @param namespace null means the reader's own: the context's namespace, or all that a dump holds
 * @param selector a label selector as kubectl takes it
 */
public record PodQuery(
    boolean allNamespaces, @Nullable String namespace, @Nullable String selector) {}
