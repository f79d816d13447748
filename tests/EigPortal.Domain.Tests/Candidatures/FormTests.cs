using CsCheck;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Tests.Candidatures;

public sealed class FormTests
{
    private const string Awkward = "\0\ud800\u202e\u00e9\n\r<\u0301 ";

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        Gen.Int[0, Awkward.Length - 1].Select(i => Awkward[i]).Array[0, 60].Select(chars => new string(chars))
    );

    public static TheoryData<string, string> Fields
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var section in CandidatureForm.Sections)
            {
                foreach (var question in section.Fields)
                {
                    data.Add(section.Key, question.Key);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Whatever_is_posted_a_draft_keeps_it_or_names_the_field(string sectionKey, string fieldKey)
    {
        var section = CandidatureForm.Find(sectionKey)!;
        AnyText.Sample(
            text =>
            {
                var answers = section.Clean(new Dictionary<string, string> { [fieldKey] = text });
                var errors = section.RefuseDraft(answers);
                Assert.All(errors, error => Assert.Equal(fieldKey, error.Field));
                Assert.DoesNotContain('\0', answers[fieldKey]);
                Assert.Equal(answers[fieldKey], PlainText.Clean(answers[fieldKey]));
            },
            iter: 300
        );
    }

    [Theory]
    [InlineData("non")]
    [InlineData("false")]
    [InlineData("true")]
    [InlineData("Oui")]
    [InlineData("oui ")]
    [InlineData("oui\noui")]
    [InlineData("oui\nnon")]
    [InlineData(" ")]
    public void B33_a_declaration_has_two_values_and_any_other_is_refused_and_never_said(string answer)
    {
        var declaration = CandidatureForm.Find(CandidatureForm.Eligibility)!.Fields[0];
        Assert.Equal(FieldKind.Declaration, declaration.Kind);
        Assert.Equal([null, null], new[] { "", "oui" }.Select(declaration.RefuseDraft));
        Assert.Equal(["", "Déclaré"], new[] { "", "oui" }.Select(declaration.Shown));

        Assert.Equal((declaration.Key, ""), (declaration.RefuseDraft(answer)?.Field, declaration.Shown(answer)));
        Assert.NotNull(declaration.RefuseSubmission(answer));
    }

    [Fact]
    public void Unknown_questions_are_ignored() =>
        Assert.DoesNotContain(
            "admin",
            CandidatureForm.Sections[0].Clean(new Dictionary<string, string> { ["admin"] = "oui" }).Keys
        );

    [Fact]
    public void Keys_are_unique_over_the_whole_form()
    {
        var keys = CandidatureForm.Sections.SelectMany(section => section.Fields).Select(field => field.Key).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Subset(keys.ToHashSet(), CandidatureForm.Core.ToHashSet());
        Assert.Subset(keys.ToHashSet(), CandidatureForm.FixedChoices.ToHashSet());
    }

    [Fact]
    public void A_text_one_character_too_long_is_refused_and_the_limit_said()
    {
        var field = new FieldDescriptor("texte", FieldKind.LongText, "Texte", MaxLength: 10);
        Assert.Null(field.RefuseDraft(new string('a', 10)));
        Assert.Equal(
            "Votre réponse compte 11 caractères. La limite est de 10 : raccourcissez-la.",
            field.RefuseDraft(new string('a', 11))!.Message
        );
    }
}
