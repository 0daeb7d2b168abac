package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.voucherctl.commands.exit.Failure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedStoreTest {
  private static final DatabaseLogin LOGIN = new DatabaseLogin("shop", "hush", null);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:5432/vouchers",
        "jdbc:postgresql://db/vouchers",
        "jdbc:postgresql://a:1,b:2/vouchers?targetServerType=primary",
        "jdbc:postgresql://[::1]:5432/vouchers?sslmode=verify-full&sslrootcert=/etc/ca.pem"
      })
  void anAddressWithoutCredentialsIsTakenAsItStands(String url) {
    SharedStore store = SharedStore.of(url, LOGIN);
    assertThat(store.address().url()).isEqualTo(url);
    assertThat(store.address().user()).isEqualTo("shop");
    assertThat(store.address().password()).isEqualTo("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://shop:s3cret@db:5432/vouchers",
        "jdbc:postgresql://s3cret@db/vouchers",
        "postgres://shop:s3cret@db/vouchers",
        "jdbc:postgresql://db/vouchers?user=s3cret",
        "jdbc:postgresql://db/vouchers?ssl=true&password=s3cret",
        "jdbc:postgresql://db/vouchers?PassWord=s3cret",
        "jdbc:postgresql://db/vouchers?%70assword=s3cret",
        "jdbc:postgresql://db/vouchers?sslpassword=s3cret",
        "jdbc:postgresql://db/vouchers?a=%zz&password%=s3cret"
      })
  void credentialsInAnAddressAreRefusedAndNotRepeated(String url) {
    Failure refused =
        catchThrowableOfType(Failure.BadInput.class, () -> SharedStore.of(url, LOGIN));
    assertThat(refused.line())
        .isEqualTo(
            "--store must not hold a user or a password: command lines can be read by others");
    assertThat(refused.hint())
        .isEqualTo("set PGUSER, and PGPASSWORD or PGPASSFILE, in the environment");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "postgresql://db/vouchers",
        "jdbc:mysql://db/vouchers",
        "jdbc:sqlite:vouchers.db",
        "jdbc:postgresql:vouchers",
        "jdbc:postgresql://db",
        "jdbc:postgresql://db/",
        "jdbc:postgresql:///vouchers",
        "jdbc:postgresql://db/vou chers",
        "jdbc:postgresql://db/a/b",
        "jdbc:postgresql://db/vouchers#x"
      })
  void whatIsNoPostgresqlAddressIsRefused(String url) {
    assertThatThrownBy(() -> SharedStore.of(url, LOGIN))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage("--store is not a PostgreSQL address");
  }

  @Test
  void aPasswordThatNoPasswordFileCanHoldIsRefused() {
    DatabaseLogin login = new DatabaseLogin(null, "two\nlines", null);
    assertThatThrownBy(() -> SharedStore.of("jdbc:postgresql://db/vouchers", login))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage("PGPASSWORD holds a line break");
  }

  @Test
  void noTextOfAPlanHoldsThePassword() {
    SharedStore store = SharedStore.of("jdbc:postgresql://db/vouchers", LOGIN);
    ApiPart api = new ApiPart(2, null, store);
    assertThat(api.toString() + api.address()).doesNotContain("hush");
    assertThat(new DatabaseLogin("shop", "hush", Path.of("/x")).toString()).doesNotContain("hush");
  }
}
