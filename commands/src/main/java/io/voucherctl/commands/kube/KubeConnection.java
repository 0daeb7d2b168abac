package io.voucherctl.commands.kube;

/**
 * A context, resolved: everything a client needs, read from files and checked. Nothing has been
 * contacted and no plugin has run.
 *
 * @param context the name of the kubeconfig context
 * @param namespace where commands work unless they ask for all namespaces
 */
public record KubeConnection(String context, String namespace, KubeServer server, KubeUser user) {}
