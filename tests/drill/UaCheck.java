// Checks each file named on the command line against veraPDF's PDF/UA-1 profile: "PASS file" or "FAIL file" and why.

import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class UaCheck {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            try (PDFAParser parser =
                    Foundries.defaultInstance().createParser(new FileInputStream(file), PDFAFlavour.PDFUA_1)) {
                report(file, Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false).validate(parser));
            }
        }
    }

    private static void report(String file, ValidationResult result) {
        System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + file);
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                System.out.println("  " + assertion.getRuleId().getClause() + ": " + assertion.getMessage());
            }
        }
    }
}
