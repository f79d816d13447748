using EigPortal.Domain.Candidatures;
using EigPortal.Services.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class FileMessageConfiguration : IEntityTypeConfiguration<FileMessage>
{
    public void Configure(EntityTypeBuilder<FileMessage> message)
    {
        message.ToTable("messages");
        message.Ignore(m => m.Events);
        message.Property(m => m.Body).HasMaxLength(FileMessage.BodyMaxLength);
        message.HasIndex(m => new { m.CandidatureId, m.SentAt });
        message.HasIndex(m => m.CandidatureId).HasFilter("handled_at is null").HasDatabaseName("ix_messages_waiting");
        message.HasOne<Candidature>().WithMany().HasForeignKey(m => m.CandidatureId).OnDelete(DeleteBehavior.Restrict);
        message.HasMany(m => m.Attachments).WithOne().HasForeignKey(a => a.MessageId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MessageAttachmentConfiguration : IEntityTypeConfiguration<MessageAttachment>
{
    public void Configure(EntityTypeBuilder<MessageAttachment> attachment)
    {
        attachment.ToTable("message_attachments");
        attachment.Ignore(a => a.Events);
        attachment.Property(a => a.Id).ValueGeneratedNever();
        attachment.Property(a => a.FileName).HasMaxLength(Document.FileNameMaxLength);
        attachment.Property(a => a.Sha256).HasMaxLength(64).IsFixedLength();
        attachment.HasOne<StoredFile>().WithMany().HasForeignKey(a => a.FileId).OnDelete(DeleteBehavior.Restrict);
    }
}
