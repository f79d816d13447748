using EigPortal.Domain.Contracts;

namespace EigPortal.Domain.Tests.Contracts;

public sealed class ContractTests
{
    [Theory]
    [InlineData("2019-01-14", "2019-11-13")]
    [InlineData("2019-01-31", "2019-11-29")]
    [InlineData("2019-04-30", "2020-02-28")]
    public void E14_ten_months_end_the_day_before(string starts, string ends) =>
        Assert.Equal(
            DateOnly.ParseExact(ends, "yyyy-MM-dd", null),
            ContractTerm.LastDay(DateOnly.ParseExact(starts, "yyyy-MM-dd", null))
        );

    [Fact]
    public void Sending_needs_a_document() =>
        Assert.Equal("contract.document", Given.Contract(ContractState.Draft).Send(Given.AfterCall).Error.Code);

    [Fact]
    public void E14_terms_that_changed_need_a_new_document()
    {
        var contract = Given.Contract(ContractState.Draft);
        contract.AddDocument(ContractDocumentKind.Generated, Guid.CreateVersion7(), "a.docx", Given.AfterCall);
        Assert.True(contract.Edit(Given.Terms).IsOk);
        Assert.True(contract.DocumentIsCurrent);
        Assert.True(contract.Edit(Given.Terms with { NetMonthlySalary = 4_200m }).IsOk);
        Assert.Equal("contract.document-old", contract.Send(Given.AfterCall).Error.Code);

        contract.AddDocument(ContractDocumentKind.Generated, Guid.CreateVersion7(), "b.docx", Given.AfterCall);
        Assert.True(contract.Send(Given.AfterCall).IsOk);
    }

    [Fact]
    public void Nobody_starts_before_the_first_day()
    {
        var contract = Given.Contract(ContractState.Signed);
        Assert.Equal("contract.too-early", contract.Start(contract.StartsOn.AddDays(-1)).Error.Code);
        Assert.True(contract.Start(contract.StartsOn).IsOk);
    }

    [Fact]
    public void A_contract_ends_only_after_its_last_day()
    {
        var contract = Given.Contract(ContractState.Running);
        Assert.Equal("contract.not-over", contract.End(contract.EndsOn).Error.Code);
        Assert.True(contract.End(contract.EndsOn.AddDays(1)).IsOk);
    }

    [Fact]
    public void E14_a_document_made_again_is_a_new_version()
    {
        var contract = Given.Contract(ContractState.Draft);
        contract.AddDocument(ContractDocumentKind.Generated, Guid.CreateVersion7(), "a.docx", Given.AfterCall);
        contract.AddDocument(ContractDocumentKind.Generated, Guid.CreateVersion7(), "b.docx", Given.AfterCall);
        Assert.Equal([1, 2], contract.Documents.Select(document => document.Version));
    }

    [Theory]
    [InlineData(0, 70, "contract.salary")]
    [InlineData(4000, 101, "contract.share")]
    [InlineData(4000, -1, "contract.share")]
    public void Impossible_terms_are_refused(int salary, int share, string code) =>
        Assert.Equal(
            code,
            Given
                .Contract(ContractState.Draft)
                .Edit(Given.Terms with { NetMonthlySalary = salary, ProgrammeShare = share })
                .Error.Code
        );
}
