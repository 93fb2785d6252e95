package plimsoll.weights.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plimsoll.weights.findings.Finding;
import plimsoll.weights.findings.Findings;

class SecretsTest {
    // Written in halves, so that no scanner takes this file for a leak. None of them ever opened anything.
    @ParameterizedTest
    @CsvSource({
        "AKIA,QYLPMN5HHHFPZAM2",
        "AIza,SyD3m7Kq9TzW1xVbN4cRfGhJkLpQaS8uE0Y",
        "glpat-,x7Kq9TzW1xVbN4cRfGhJ",
        "hf_,aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bD1fG2h",
        "sk-ant-,api03-x7Kq9TzW1xVbN4cRfGhJkLpQaS8uE0Y",
        "sk-,x7Kq9TzW1xVbN4cRfGhJkLpQaS8uE0YzzT2",
        "xoxb-,123456789012-AbCdEfGhIjKlMnOpQr",
        "sk_live_,x7Kq9TzW1xVbN4cRfGhJkLpQ",
        "npm_,x7Kq9TzW1xVbN4cRfGhJkLpQaS8uE0Yd2f4g",
        "ghp_,x7Kq9TzW1xVbN4cRfGhJkLpQaS8uE01Dwcjt"
    })
    void secretsAreFoundAndMasked(String mark, String rest) {
        var secret = mark + rest;
        var found = find("first line\nkey = \"" + secret + "\"\n");
        assertEquals(1, found.size(), found.toString());
        assertFalse(
                found.getFirst().reason().contains(secret.substring(4)),
                found.getFirst().reason());
    }

    @ParameterizedTest
    @CsvSource({
        "AKIA,QYLPMN5HHHFPZAM",
        "AKIA,AAAAAAAAAAAAAAAA",
        "hf_,xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "ghp_,x7Kq9TzW1xVbN4cRfGhJkLpQaS8uE01DwcjA",
        "sk-,short"
    })
    void whatOnlyLooksLikeASecretIsNone(String mark, String rest) {
        assertEquals(List.of(), find("key = \"" + mark + rest + "\"\n"));
    }

    @Test
    void aPrivateKeyIsFound() {
        var key = "-----BEGIN " + "PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n";
        assertEquals(1, find(key).size());
        assertEquals(
                0,
                find("-----BEGIN PUBLIC KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n")
                        .size());
    }

    private static List<Finding> find(String text) {
        var findings = new Findings();
        Secrets.inspect(text, "notes.txt", findings);
        return findings.all();
    }
}
